package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages for plans that customers pay late, or leave. */
class LatePageTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    LatePageTest() {
        super(DB, data);
    }

    private static Instant daysAgo(long days) {
        return Instant.now().minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Acts between asking for the switch, 20 days ago, and hearing that its page was paid. */
    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # bought, and days ago | meanwhile                           | cycles                    | sold as
                    starter --at 40        |                                     | starter, premium          | plan
                    starter --pass --at 40 |                                     | starter, premium          | plan
                    starter --at 25        | wallet refund FIRST --reason asked  | starter, premium          | plan
                    starter --at 40        | plan renew ACC --ref next-ACC       | starter, starter, premium | switch
                    starter --at 25        |                                     | starter, premium          | switch
                    """)
    void aSwitchPaidAfterItsMonthHasRunOutOpensThePlanAsBought(
            String bought, String meanwhile, String cycles, String soldAs) {
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        String first = "first-" + shop.account;
        int days = bought.lastIndexOf(' ') + 1;
        reckon.clean("plan subscribe " + shop.account + " " + bought.substring(0, days)
                + daysAgo(Long.parseLong(bought.substring(days))) + " --ref " + first);
        String asked = "pay_switch" + shop.account;
        intent(asked, "plan_switch", "premium", 2500, "", daysAgo(20));
        if (meanwhile != null) {
            reckon.clean(meanwhile.replace("ACC", shop.account).replace("FIRST", first));
        }
        Outcome.Paid paid = new Outcome.Paid("pi_" + shop.account, new Cents(2500), Optional.empty());
        new Books(shop.database, shop.effects)
                .learn(new IntentTable(shop.jdbc()).find(asked).orElseThrow(), paid, Source.WEBHOOK);
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(String.join(", ", cycles())).isEqualTo(cycles);
        assertThat(
                        texts(
                                """
                                SELECT gateway || ' ' || purpose || ' ' || trim_scale(amount) FROM payment
                                WHERE account_id = ? AND payment_id LIKE 'pay_switch%'
                                """))
                .containsExactly("stripe " + soldAs + " 25");
        assertThat(texts("SELECT switch_id FROM plan_switch WHERE account_id = ?"))
                .hasSize(soldAs.equals("switch") ? 1 : 0);
        assertThat(renewable()).containsExactly("premium");
    }

    private void intent(String id, String purpose, String plan, long cents, String customer, Instant at) {
        shop.jdbc()
                .sql(
                        """
                        INSERT INTO payment_intent (intent_id, kind, account_id, gateway, purpose, plan_code, cents, idempotency_key,
                                                    customer_ref, method_ref, recorded_at, actor)
                        VALUES (:id, 'charge', :account, 'stripe', :purpose, :plan, :cents, :id, :customer, :customer,
                                :at::timestamptz, 'test')
                        """)
                .param("id", id)
                .param("account", shop.account)
                .param("purpose", purpose)
                .param("plan", plan)
                .param("cents", cents)
                .param("customer", customer)
                .param("at", at.toString())
                .update();
    }

    private List<String> cycles() {
        return texts("SELECT plan_code FROM cycle WHERE account_id = ? ORDER BY starts_at");
    }

    private List<String> renewable() {
        return texts(
                "SELECT plan_code FROM subscription WHERE account_id = ? AND kind = 'monthly' AND cancelled_at IS NULL");
    }

    private List<String> texts(String sql) {
        return shop.jdbc().sql(sql).param(shop.account).query(String.class).list();
    }
}
