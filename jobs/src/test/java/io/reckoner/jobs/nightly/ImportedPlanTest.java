package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue of our own, whose budget binds long before its pools are empty. */
class ImportedPlanTest {
    private static final String TIGHT =
            """
            plan_catalogue: 1
            plans:
              - code: tight
                name: Tight
                price: 1.00
                credits: 5000
                budget_multiplier: 3
                daily_cap: 400
                models: ["openai/*"]
            """;

    @TempDir
    Path root;

    private Settling settling;
    private Town town;
    private CommandRunner reckon;
    private Path file;

    @BeforeEach
    void oneCustomer() throws Exception {
        settling = new Settling(root);
        town = settling.town;
        reckon = settling.reckon;
        reckon.clean("init");
        file = root.resolve("plans.yaml");
        Files.writeString(file, TIGHT);
        town.jdbc.update(
                """
                INSERT INTO api_key (key_id, account_id, name, kind, recorded_at, actor)
                VALUES ('key_sub', 'acc_00001', '', 'subscription', '2026-03-01', 'test')
                """);
    }

    @AfterEach
    void close() {
        settling.close();
    }

    @Test
    void theBudgetEndsWhatThePoolsServeAndTheLastEventMayOvershoot() throws Exception {
        assertThat(reckon.clean("plan import " + file).out()).isEqualTo("New: tight@1.\n");
        reckon.clean("plan subscribe acc_00001 tight --at 2026-03-02 --ref s1");
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        // 0.6 million tokens cost 1.50 and are charged 1.80; the budget is 3.00.
        for (int i = 1; i <= 3; i++) {
            use(log, "evt_" + i, "2026-03-03T10:00:0" + i + "Z", 600_000);
        }
        log.seal("2026-03-04T00:00:00Z");
        settling.settledAt(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(town.facts("event_id, draw_main::DOUBLE, draw_backup::DOUBLE, draw_wallet_paid::DOUBLE"))
                .containsExactly("evt_1 1.8 0.0 0.0", "evt_2 1.8 0.0 0.0", "evt_3 0.0 0.0 1.8");
        assertThat(reckon.clean("account show acc_00001").out())
                .contains("Main left", "5,640 credits")
                .contains("Today's cap left", "400 credits")
                .contains("Backup left", "15,000 credits")
                .contains("Budget left")
                .contains("Next renewal", "2026-04-02")
                .contains(
                        "Top-ups",
                        "Bonuses",
                        "Gifts",
                        "Referrals",
                        "Compensations",
                        "Adjustments",
                        "Expired",
                        "Usage",
                        "Balance")
                .contains("2026-03-04");
        // Programs get all of it in one row.
        Map<String, String> row = csv(reckon.clean("account show acc_00001 --format csv"));
        assertThat(new BigDecimal(row.get("live_main"))).isEqualByComparingTo("5640");
        assertThat(new BigDecimal(row.get("live_day"))).isEqualByComparingTo("400");
        assertThat(new BigDecimal(row.get("live_backup"))).isEqualByComparingTo("15000");
        assertThat(new BigDecimal(row.get("live_budget"))).isEqualByComparingTo("0");
        assertThat(row.get("live_renewal")).startsWith("2026-04-02");
        // 1.80 of the Wallet were used; the breakdown of its 25 + 5 ends in what the lots have left.
        assertThat(new BigDecimal(row.get("usage_wallet"))).isEqualByComparingTo("-1.80");
        assertThat(new BigDecimal(row.get("balance_wallet")))
                .isEqualByComparingTo(new BigDecimal(row.get("wallet")).subtract(new BigDecimal(row.get("owed"))));
        assertThat(new BigDecimal(row.get("balance_main"))).isEqualByComparingTo(new BigDecimal(row.get("live_main")));
        assertThat(reckon.clean("account show acc_00001 --format json").out())
                .contains("\"live_plan\" : \"tight@1\"", "\"balance_wallet\" : \"" + row.get("balance_wallet") + "\"");
        // Without a live plan its columns are blank, not gone.
        reckon.clean("account create other");
        Map<String, String> other = csv(reckon.clean("account show other --format csv"));
        assertThat(other.keySet()).isEqualTo(row.keySet());
        assertThat(other.get("live_plan")).isEmpty();
        new Books(settling).hold();
    }

    private static Map<String, String> csv(CommandRunner.Ran ran) {
        List<String> names = List.of(ran.lines().getFirst().split(","));
        List<String> values = List.of(ran.lines().getLast().split(",", -1));
        assertThat(ran.lines()).hasSize(2);
        assertThat(values).hasSameSizeAs(names);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), values.get(i));
        }
        return row;
    }

    private static void use(HandLog log, String id, String ts, long input) throws Exception {
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

    @Test
    void whatDiffersIsANewVersionAndCyclesKeepTheirs() throws Exception {
        reckon.clean("plan import " + file);
        assertThat(reckon.clean("plan import " + file).out()).isEqualTo("Nothing in plans.yaml is new.\n");
        reckon.clean("plan subscribe acc_00001 tight --at 2026-03-02 --ref s1");
        Files.writeString(
                file, TIGHT.replace("price: 1.00", "price: 2.00").replace("multiplier: 3", "multiplier: 3.0"));
        assertThat(reckon.clean("plan import " + file + " --actor ada --reason April")
                        .out())
                .isEqualTo("New: tight@2.\n");
        reckon.clean("plan renew acc_00001 --at 2026-03-10 --ref s2");
        assertThat(town.rows("SELECT cycle_id || ' ' || plan_version FROM cycle ORDER BY 1"))
                .containsExactly("s1 1", "s2 1");
        assertThat(
                        town.rows(
                                "SELECT actor || ' ' || reason || ' ' || detail FROM act WHERE verb = 'plan import' AND actor = 'ada'"))
                .containsExactly("ada April tight@2");
        assertThat(reckon.clean("plan list --format csv").lines())
                .contains("tight@2,Tight,active,2.000000000000,5000,1000,15000,400,,,,openai/*,to wallet");
    }

    @Test
    void allFaultsAreToldAtOnceAndNothingIsTakenIn() throws Exception {
        Files.writeString(
                file,
                """
                plan_catalogue: 1
                plans:
                  - code: Tight
                    price: 1.005
                    credits: 10.5
                  - code: ok
                    price: "1,50"
                    credits: 100
                    status: on
                    colour: red
                  - code: two
                    price: 2
                    credits: 1
                  - code: two
                    price: 3
                    credits: 1
                  - price: -1
                  - code: ok
                    price: 1
                """);
        CommandRunner.Ran ran = reckon.run("plan import " + file);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("plans.yaml:3: plans[0].code: plan \"Tight\": a code is 1 to 40 of a-z")
                .contains("plans.yaml:4: plans[0].price: a price is in whole cents, not 1.005.")
                .contains("plans.yaml:5: plans[0].credits: credits are whole, not 10.5.")
                .contains("plans.yaml:7: plans[1].price")
                .contains("plans.yaml:9: plans[1].status")
                .contains("colour")
                .contains("plan two occurs twice. Leave one out.")
                .contains("plans[4]")
                .contains("plan ok occurs twice. Leave one out.")
                .contains("plans[5]: \"credits\" is missing")
                .endsWith("Nothing was taken in.\n");
        assertThat(town.rows("SELECT count(*)::text FROM plan_version WHERE plan_code IN ('two', 'ok')"))
                .containsExactly("0");
    }
}
