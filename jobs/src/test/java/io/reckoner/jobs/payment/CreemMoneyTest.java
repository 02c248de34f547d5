package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.creem.CreemDouble;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whose the money at Creem is: the tax is Creem's, and the parts of what goes back are all of ours once all has gone; what is no dollars
 * nobody here takes.
 */
class CreemMoneyTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    @ParameterizedTest(name = "[{index}] {0} of {1} ours: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # paid | ours | goes back, in cents, in order                | ours of it                  | left
                    2000   | 1667 | refund 1000, refund 1000                     | 8.34, 8.33                  | 0.00
                    2000   | 1667 | refund 1000, dispute 1000                    | 8.34, 8.33                  | 0.00
                    2000   | 1667 | dispute 1000, refund 1000                    | 8.34, 8.33                  | 0.00
                    2000   | 1665 | refund 500, refund 500, refund 500, refund 500 | 4.16, 4.16, 4.17, 4.16    | 0.00
                    2000   | 1667 | refund 500, refund 500, refund 500, refund 500 | 4.17, 4.17, 4.16, 4.17    | 0.00
                    2000   | 1667 | refund 2000                                  | 16.67                       | 0.00
                    2000   | 1000 | refund 1, refund 1, refund 1, refund 1, refund 1996 | 0.01, 0.01, 9.98     | 0.00
                    2000   | 1667 | refund 1000                                  | 8.34                        | 8.33
                    """)
    void thePartsOfAllThatGoesBackAreAllOfOurs(long paid, long ours, String back, @Nullable String parts, String left) {
        try (CreemDouble creem = new CreemDouble(ours)) {
            Shop shop = new Shop(DB, data, creem);
            String intent = shop.cashier()
                    .charge(
                            shop.order(
                                    GatewayName.CREEM,
                                    String.valueOf(ours),
                                    new Means.CheckoutPage("prod_1"),
                                    "p" + shop.account),
                            Shop.ADA)
                    .intent()
                    .id();
            creem.customerPays(intent);
            shop.sweep();
            int number = 0;
            for (String each : back.split(", ")) {
                String[] words = each.split(" ");
                String id = words[0] + ++number + shop.account;
                // Whatever is told twice takes nothing twice.
                take(shop, told(words[0], id, creem.order(intent), Long.parseLong(words[1]), paid, ours));
                take(shop, told(words[0], id, creem.order(intent), Long.parseLong(words[1]), paid, ours));
            }
            assertThat(shop.breaks(shop.sweep())).isEmpty();
            assertThat(texts(
                            shop,
                            "SELECT amount::numeric(9, 2)::text FROM payment_reversal WHERE payment_id = ? ORDER BY recorded_at",
                            intent))
                    .containsExactly(parts == null ? new String[0] : parts.split(", "));
            assertThat(texts(
                            shop,
                            "SELECT (amount - coalesce((SELECT sum(amount) FROM payment_reversal r WHERE r.payment_id = p.payment_id), 0))"
                                    + "::numeric(9, 2)::text FROM payment p WHERE payment_id = ?",
                            intent))
                    .containsExactly(left);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod_1", "prod_monthly"})
    void aPageThatIsPaidInEurosWaitsForAPersonHoweverOftenItIsSwept(String product) {
        try (CreemDouble creem = new CreemDouble(1000)) {
            Shop shop = new Shop(DB, data, creem);
            Means page = new Means.CheckoutPage(product);
            ChargeOrder order = product.equals("prod_1")
                    ? shop.order(GatewayName.CREEM, "1000", page, "e" + shop.account)
                    : shop.month(GatewayName.CREEM, page, "e" + shop.account);
            String intent = shop.cashier().charge(order, Shop.ADA).intent().id();
            creem.takesIn("EUR");
            creem.customerPays(intent);
            for (int sweep = 0; sweep < 3; sweep++) {
                assertThat(shop.breaks(shop.sweep())).containsExactly("not-taken 10.00");
            }
            assertThat(shop.states(intent)).containsExactly("call action_required", "look_up not_taken");
            assertThat(texts(shop, "SELECT intent_id FROM payment_in_flight WHERE intent_id = ?", intent))
                    .hasSize(1);
            new Confirmations(shop.database, shop.gateways(), new Books(shop.database, shop.effects))
                    .never(intent, new Act("ada", "sent back at Creem"));
            assertThat(shop.breaks(shop.sweep())).isEmpty();
            assertThat(shop.lots()).isEmpty();
        }
    }

    private static Delivery told(String kind, String id, String order, long cents, long paid, long ours) {
        String transaction =
                """
                {"id":"tran_1","amount":%d,"amount_paid":%d,"currency":"USD","tax_amount":%d,"order":"%s"}
                """
                        .formatted(ours, paid, paid - ours, order);
        return kind.equals("refund")
                ? CreemDouble.event(
                        "refund.created",
                        """
                        {"id":"%s","object":"refund","status":"succeeded","refund_amount":%d,"refund_currency":"USD","transaction":%s}
                        """
                                .formatted(id, cents, transaction))
                : CreemDouble.event(
                        "dispute.created",
                        """
                        {"id":"%s","object":"dispute","amount":%d,"currency":"USD","transaction":%s}
                        """
                                .formatted(id, cents, transaction));
    }

    private static void take(Shop shop, Delivery delivery) {
        assertThat(shop.inbox().take("creem", delivery)).contains(new Verdict.Genuine());
        shop.process();
    }

    private static List<String> texts(Shop shop, String sql, String intent) {
        return shop.jdbc().sql(sql).param(intent).query(String.class).list();
    }
}
