package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts taken over from another system are settled on from where they stood. */
class OpenedAccountsTest {
    private static final String ACCOUNTS =
            "id,name,beyond_plan\nacc_00001,Acme,on\nacc_plan,Planner,off\nacc_debt,Debtor,on\nacc_idle,Idle,on\n";
    private static final String KEYS =
            "id,account,kind,status,created\nkey_0000101,acc_00001,payg,enabled,2024-05-06\nkey_plan,acc_plan,subscription,,\n"
                    + "key_debt,acc_debt,payg,disabled,\n";
    private static final String LOTS =
            """
            account,kind,amount,granted,effective_at,expires_at,ref
            acc_00001,topup,7.5,20.00,2025-11-03T10:00:00Z,,inv-1
            acc_00001,gift,0.25,,2026-01-01,2026-03-03,
            acc_00001,gift,0.50,,2026-01-01,2026-03-01T12:00:00Z,
            """;
    /** Began on 31 January: the next months begin on 31 March and 30 April. */
    private static final String SUBSCRIPTIONS =
            """
            account,plan,cycle_start,anchor,main_left,backup_left,drawn_today,drawn_this_week,budget_used,renewed_by
            acc_plan,starter,2026-02-28,2026-01-31,11,29,0.9,1,99.99,creem sub_1
            """;

    @TempDir
    Path root;

    @TempDir
    Path folder;

    private Settling settling;
    private Town town;
    private CommandRunner reckon;
    private Books books;

    @BeforeEach
    void found() {
        settling = Settling.ofNobody(root);
        town = settling.town;
        reckon = settling.reckon;
        reckon.clean("init");
        books = new Books(settling);
    }

    @AfterEach
    void close() {
        settling.close();
    }

    private void files(Map<String, String> texts) throws Exception {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(folder.resolve(text.getKey()), text.getValue());
        }
    }

    private void all() throws Exception {
        files(Map.of(
                "accounts.csv",
                ACCOUNTS,
                "keys.csv",
                KEYS,
                "lots.csv",
                LOTS,
                "subscriptions.csv",
                SUBSCRIPTIONS,
                "debts.csv",
                "account,amount,day\nacc_debt,1.00,2026-01-15\nacc_debt,0.25,2026-02-20\n"));
    }

    private static String planEvent(String id, String ts, int input) {
        return "{\"v\":1,\"id\":\"" + id + "\",\"ts\":\"" + ts + "\",\"account\":\"acc_plan\",\"key\":\"key_plan\","
                + "\"key_kind\":\"subscription\",\"provider\":\"openai\",\"model\":\"openai/gpt-4o\",\"endpoint\":\"/v1/chat\","
                + "\"format\":\"openai.chat\",\"usage\":{\"prompt_tokens\":" + input
                + ",\"completion_tokens\":0,\"total_tokens\":" + input
                + "},\"usage_source\":\"provider\",\"status\":200,\"outcome\":\"ok\"}";
    }

    @Test
    void theOneEntryHoldsAllAndLaterRunsGoOnFromIt() throws Exception {
        all();
        reckon.clean("opening import " + folder + " --ref march --at 2026-03-01T12:00:00Z --expect-total 7.75");
        assertThat(books.entries("opening"))
                .containsExactly("03-01 opening march: Equity:OpeningBalances 16.177419354839, "
                        + "Assets:Receivable:Shortfall 1.25, Liabilities:CustomerCredit:Bonus -0.25, "
                        + "Liabilities:CustomerCredit:Paid -7.5, Liabilities:DeferredIncome:Subscription -9.677419354839, "
                        + "Equity:OpeningBalances 40 PLANUSD, Liabilities:PlanCredit:Main -11 PLANUSD, "
                        + "Liabilities:PlanCredit:Backup -29 PLANUSD");
        assertThat(books.owed()).isEqualTo("1.25");
        books.hold();

        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-01T00:00:00Z");
        log.event("old", "2026-03-01T11:59:59.999999Z", 1_000)
                .event("first", "2026-03-01T12:00:00Z", 100_000)
                .line(planEvent("p1", "2026-03-01T13:00:00Z", 100_000), "2026-03-01T13:00:00Z")
                .line(planEvent("p2", "2026-03-01T14:00:00Z", 100_000), "2026-03-01T14:00:00Z")
                .seal("2026-03-04T00:00:00Z");
        settling.settled();
        assertThat(town.rows("SELECT reason || ' ' || detail FROM suspense"))
                .containsExactly("too_old ts lies before the account's cut-over at 2026-03-01T12:00:00Z, so the system"
                        + " before has settled it");
        assertThat(town.facts("event_id, draw_main::VARCHAR, draw_backup::VARCHAR, draw_wallet_bonus::VARCHAR, "
                        + "draw_wallet_paid::VARCHAR, over_run::VARCHAR"))
                .as("0.10 was left of the day's cap, 0.01 of the budget: its last event may overshoot")
                .containsExactly(
                        "first 0.000000000000 0.000000000000 0.250000000000 0.050000000000 0.000000000000",
                        "p1 0.100000000000 0.200000000000 0.000000000000 0.000000000000 0.000000000000",
                        "p2 0.000000000000 0.000000000000 0.000000000000 0.000000000000 0.300000000000");
        assertThat(books.entries("accrual", "subscription_sale", "plan_grant", "top_up", "grant"))
                .as("of a cycle sold before only the rest is earned, from the cut-over's day on")
                .allMatch(entry -> entry.contains(" accrual march/acc_plan/subscription: "))
                .hasSize(3);
        assertThat(books.balance("Liabilities:DeferredIncome:Subscription")).isEqualTo("-8.709677419355");
        books.hold();
    }

    @Test
    void theNextMonthKeepsTheAnchorAndTheBreakdownAddsUp() throws Exception {
        all();
        reckon.clean("opening import " + folder + " --ref march --at 2026-03-01T12:00:00Z");
        CommandRunner april = reckon.at(Instant.parse("2026-04-02T00:00:00Z"));
        assertThat(april.clean("plan due --format csv").out()).contains("acc_plan", "2026-03-31T00:00:00Z");
        april.clean("plan renew acc_plan --ref pay-1 --at 2026-03-31");
        assertThat(
                        town.rows(
                                """
                        SELECT period_no || ' ' || to_char(starts_at AT TIME ZONE 'UTC', 'MM-DD') || ' '
                               || to_char(ends_at AT TIME ZONE 'UTC', 'MM-DD') FROM cycle ORDER BY period_no
                        """))
                .containsExactly("1 02-28 03-31", "2 03-31 04-30");
        settling.byHand("2026-04-01T00:00:00Z");
        String shown = reckon.clean("account show acc_00001").out();
        assertThat(shown)
                .containsPattern("Top-ups +7\\.50")
                .containsPattern("Gifts +0\\.25")
                .containsPattern("Expired +-0\\.25");
        assertThat(books.balance("Liabilities:DeferredIncome:Subscription")).isEqualTo("-9.666666666667");
        assertThat(reckon.clean("key list acc_00001 --format csv").out()).contains("2024-05-06T00:00:00Z");
        books.hold();
    }

    @Test
    void aLaterBatchComesInWhereTheSettlementStandsAndLosesNoCarriedLine() throws Exception {
        files(Map.of("accounts.csv", ACCOUNTS, "keys.csv", KEYS));
        reckon.clean("opening import " + folder + " --ref first");
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("one", "2026-03-02T10:00:00Z", 1_000)
                .event("carried", "2026-03-03T00:00:00Z", 2_000)
                .seal("2026-03-04T00:00:00Z");
        settling.byHand("2026-03-03T00:00:00Z");
        files(Map.of("accounts.csv", "id\nacc_later\n", "keys.csv", "id,account,kind\nkey_later,acc_later,payg\n"));
        files(Map.of("lots.csv", "account,kind,amount\nacc_later,topup,5\n"));
        refused(
                "opening import " + folder + " --at 2026-03-02",
                "everything before 2026-03-03T00:00:00Z is settled already");
        refused(
                "opening import " + folder + " --at 2026-03-04",
                "Settle up to the cut-over first: reckon settle --watermark");
        reckon.clean("opening import " + folder + " --ref second --at 2026-03-03");
        books.hold();
        log.seal("2026-03-05T00:00:00Z");
        settling.settled();
        assertThat(town.facts("event_id, run, shortfall::VARCHAR"))
                .containsExactly("carried 3 0.006000000000", "one 1 0.003000000000");
        assertThat(books.lots()).containsExactly("topup 5 5");
        books.hold();
        files(Map.of("accounts.csv", ACCOUNTS, "lots.csv", "account,kind,amount\nacc_00001,topup,5\n"));
        Files.delete(folder.resolve("keys.csv"));
        refused(
                "opening import " + folder + " --ref third --at 2026-03-05",
                "account acc_00001 has settled usage here already");
    }

    @Test
    void whatWasRecordedBeforeTheCutOverIsSettledFirst() throws Exception {
        reckon.clean("account create early");
        reckon.clean("wallet top-up early 5.00 --ref p --at 2026-02-20");
        files(Map.of("accounts.csv", "id\nacc\n", "lots.csv", "account,kind,amount\nacc,topup,5\n"));
        refused(
                "opening import " + folder + " --at 2026-03-01",
                "Settle it first: reckon settle --watermark 2026-03-01T00:00:00Z");
        settling.byHand("2026-03-01T00:00:00Z");
        files(Map.of(
                "subscriptions.csv",
                "account,plan,kind,cycle_start,main_left,backup_left,cancelled_at\n"
                        + "acc,starter,,2026-02-10,0,0,2026-02-20\nearly2,premium,pass,2026-02-10,1,0,\n",
                "accounts.csv",
                "id\nacc\nearly2\n"));
        reckon.clean("opening import " + folder + " --at 2026-03-01");
        assertThat(
                        town.rows(
                                """
                        SELECT account_id || ' ' || kind || ' ' || COALESCE(cancelled_because, '-') || ' '
                               || to_char(ends_at AT TIME ZONE 'UTC', 'MM-DD')
                        FROM subscription JOIN cycle USING (subscription_id, account_id) ORDER BY 1
                        """))
                .containsExactly("acc monthly asked 03-10", "early2 pass - 03-12");
        assertThat(reckon.clean("plan due --at 2026-05-01 --format csv").lines())
                .hasSize(1);
        books.hold();
    }

    private void refused(String line, String message) {
        CommandRunner.Ran ran = reckon.run(line);
        assertThat(ran.err()).contains(message);
        assertThat(ran.exit()).isEqualTo(2);
    }
}
