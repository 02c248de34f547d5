package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A switch of plans through settlement and books; a million tokens are charged 3.00. */
class SwitchedPlanTest {
    @TempDir
    Path root;

    private Settling settling;
    private Town town;
    private Books books;
    private CommandRunner reckon;
    private HandLog log;

    @BeforeEach
    void starterSinceTheSecondOfMarch() throws Exception {
        settling = new Settling(root);
        town = settling.town;
        books = new Books(settling);
        reckon = settling.reckon;
        reckon.clean("init");
        town.jdbc.update(
                """
                INSERT INTO api_key (key_id, account_id, name, kind, recorded_at, actor)
                VALUES ('key_sub', 'acc_00001', '', 'subscription', '2026-03-01', 'test')
                """);
        reckon.clean("plan subscribe acc_00001 starter --at 2026-03-02 --ref s1");
        log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
    }

    @AfterEach
    void close() {
        settling.close();
    }

    private void use(String id, String ts, long input) throws Exception {
        log.line(
                String.format(
                        Locale.ROOT,
                        "{\"v\":1,\"id\":\"%s\",\"ts\":\"%s\",\"account\":\"acc_00001\",\"key\":\"key_sub\","
                                + "\"key_kind\":\"subscription\",\"provider\":\"openai\",\"model\":\"openai/gpt-4o\","
                                + "\"endpoint\":\"/v1/chat/completions\",\"format\":\"openai.chat\","
                                + "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":0,\"total_tokens\":%d},"
                                + "\"usage_source\":\"provider\",\"status\":200,\"outcome\":\"ok\"}",
                        id,
                        ts,
                        input,
                        input),
                ts);
    }

    private void settleTo(String day) throws Exception {
        log.seal(day + "T00:00:00Z");
        settling.settledAt(Instant.parse(day + "T00:00:00Z"));
    }

    @Test
    void givesBackWhatIsLeftFromUsageBeforeItAndLaterRunsFindTheLot() throws Exception {
        use("evt_1", "2026-03-03T10:00:00Z", 1_000_000);
        settleTo("2026-03-05");
        assertThat(reckon.clean("plan switch acc_00001 pro --at 2026-03-09 --preview --format csv")
                        .lines())
                .containsExactly(
                        "line,figure,working",
                        "time used,0.25,\"elapsed / 28 days, at most 1\"",
                        "tokens used,0.079166,3/4 of 1.00 / 12.00 of Main + 1/4 of 2.00 / 30.00 of Backup",
                        "remaining,0.75,\"1 - the largest of time used, tokens used and 0.1\"",
                        "credit,7.50,\"10.00 x remaining, at most 50.00 - 10.00, at least 0, in whole cents\"",
                        "to pay now,50.00,the new plan in full");
        assertThat(town.rows("SELECT count(*)::text FROM plan_switch")).containsExactly("0");
        reckon.clean("plan switch acc_00001 pro --at 2026-03-09 --ref w1");
        settleTo("2026-03-08");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 2");
        log.event("evt_2", "2026-03-09T10:00:00Z", 1_000_000);
        use("evt_3", "2026-03-09T11:00:00Z", 100_000);
        settleTo("2026-03-10");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "switch_credit 7.5 6.5", "topup 2 0");
        log.event("evt_4", "2026-03-10T10:00:00Z", 1_000_000);
        settleTo("2026-03-11");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "switch_credit 7.5 3.5", "topup 2 0");
        assertThat(books.entries("subscription_sale", "switch"))
                .containsExactly(
                        "03-02 subscription_sale s1: Assets:Bank 10, Liabilities:DeferredIncome:Subscription -10",
                        "03-09 subscription_sale w1: Assets:Bank 50, Liabilities:DeferredIncome:Subscription -50",
                        "03-09 switch s1: Liabilities:DeferredIncome:Subscription 7.741935483871, "
                                + "Income:Subscription -0.241935483871, Liabilities:CustomerCredit:Paid -7.5");
        assertThat(town.facts("event_id, plan, draw_main::DOUBLE, draw_backup::DOUBLE, draw_wallet_paid::DOUBLE"))
                .containsExactly(
                        "evt_1 starter@1 1.0 2.0 0.0",
                        "evt_2 0.0 0.0 3.0",
                        "evt_3 pro@1 0.3 0.0 0.0",
                        "evt_4 0.0 0.0 3.0");
        assertThat(town.rows("SELECT pool || ' ' || kind || ' ' || trim_scale(remaining) FROM reports.lot "
                        + "WHERE pool <> 'wallet' AND remaining > 0 ORDER BY 1"))
                .containsExactly("backup plan 150", "main plan 50", "main plan_bonus 9.7");
        books.hold();
    }

    @Test
    void aDowngradeGivesNothingBackAndSaysSo() throws Exception {
        reckon.clean("plan switch acc_00001 pro --at 2026-03-03 --ref w1");
        settleTo("2026-03-04");
        // A day of 28 used would leave 9.64, but a tenth is gone by then in any case.
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "switch_credit 9 9", "topup 2 2");
        CommandRunner.Ran preview = reckon.clean("plan switch acc_00001 starter --at 2026-03-05 --preview");
        assertThat(preview.out())
                .contains("This is no upgrade: it gives no credit.")
                .contains("As of watermark 2026-03-04T00:00:00Z");
        reckon.clean("plan switch acc_00001 starter --at 2026-03-05 --ref w2");
        settleTo("2026-03-06");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "switch_credit 9 9", "topup 2 2");
        assertThat(town.rows(
                        "SELECT plan_code || ' ' || (cancelled_at IS NOT NULL) FROM subscription ORDER BY anchor_at"))
                .containsExactly("starter true", "pro true", "starter false");
        assertThat(books.balance("Liabilities:DeferredIncome:Subscription")).isEqualTo("-9.677419354839");
        books.hold();

        // Its payment may go back, therefore.
        reckon.clean("wallet refund w1 --amount 30.00 --at 2026-03-06T12:00:00Z --ref r1 --reason a");
        settleTo("2026-03-07");
        assertThat(books.entries("subscription_refund"))
                .containsExactly("03-06 subscription_refund refund:r1: Income:Subscription 30, Assets:Bank -30");
        books.hold();
    }

    @Test
    void aSwitchHappensOnceAndNotToTheSamePlan() throws Exception {
        refused(
                "plan switch acc_00001 starter",
                "account acc_00001 is on plan starter already, until 2026-04-02",
                "2026-03-04");
        refused("plan switch acc_00001 gold", "there is no plan gold.", "2026-03-04");
        refused("plan switch acc_00001 builder", "plan builder@1 is inactive", "2026-03-04");
        refused("plan switch nobody pro", "there is no account nobody.", "2026-03-04");
        refused("plan switch acc_00001 pro", "has no live plan at 2026-05-04T00:00:00Z to switch from.", "2026-05-04");
        String line = "plan switch acc_00001 pro --at 2026-03-04 --ref w1";
        reckon.clean(line);
        assertThat(reckon.clean(line).out()).contains("Done before under this reference; nothing changed.");
        refused("plan switch acc_00001 pro", "is on plan pro already, until 2026-04-04T00:00:00Z.", "2026-03-05");
        refused("plan switch acc_00001 ultra --ref w1", "reference w1 was used before", "2026-03-05");
        refused("plan renew acc_00001 --ref s1", "was used before", "2026-03-05");
        reckon.clean("plan renew acc_00001 --at 2026-03-06 --ref w2");
        refused(
                "plan switch acc_00001 ultra",
                "has paid for another cycle from 2026-04-04T00:00:00Z (payment w2)",
                "2026-03-07");
        refused(
                "wallet refund s1 --reason a",
                "the cycle that payment s1 bought was switched to another plan at 2026-03-04T00:00:00Z",
                "2026-03-07");
        assertThat(town.rows("SELECT switch_id || ' ' || cycle_id FROM plan_switch"))
                .containsExactly("w1 s1");
        settleTo("2026-03-10");
        books.hold();
    }

    private void refused(String line, String message, String at) {
        CommandRunner.Ran ran = reckon.run(line + " --at " + at);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }
}
