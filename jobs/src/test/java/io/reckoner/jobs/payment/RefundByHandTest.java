package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Refund;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refund that a person records and that its gateway tells of is booked once. */
class RefundByHandTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private StripeDouble stripe;
    private Shop shop;
    private CommandRunner reckon;
    private Standing charge;

    @BeforeEach
    void paid() {
        stripe = new StripeDouble();
        shop = new Shop(DB, data, StripeChargeTest.gateway(stripe));
        reckon = new CommandRunner(data, DB.settings());
        charge = shop.cashier()
                .charge(
                        shop.order(
                                GatewayName.STRIPE,
                                "5000",
                                new Means.StoredMethod("cus_1", "pm_1"),
                                "c" + shop.account),
                        Shop.ADA);
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @ParameterizedTest(name = "[{index}] {0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # in which order   | by hand                             | refused                                  | booked       | breaks
                    hand, webhook      | --amount 20.00 --gateway-ref RE     |                                          | 20.00        |
                    webhook, hand      | --amount 20.00 --gateway-ref RE     | was told by stripe before                | 20.00        |
                    hand, hand         | --amount 20.00 --gateway-ref RE     |                                          | 20.00        |
                    hand, webhook      | --amount 20.00                      | this one would be booked twice           | 20.00        |
                    hand, webhook      | --amount 20.00 --gateway-ref OTHER  |                                          | 20.00, 20.00 |
                    hand, webhook      | --amount 15.00 --gateway-ref RE     |                                          | 15.00        | refunded-not-booked 20.00
                    """)
    void isBookedOnceWhoeverIsFirst(String order, String options, String refused, String booked, String breaks) {
        for (String who : order.split(", ")) {
            if (who.equals("webhook")) {
                told();
                continue;
            }
            Ran ran = reckon.run("wallet refund " + charge.intent().id() + " --reason ticket "
                    + options.replace("OTHER", "other_" + shop.account).replace("RE", "re_" + shop.account));
            if (refused == null) {
                assertThat(ran.exit()).as(ran.err()).isZero();
            } else {
                assertThat(ran.exit()).isEqualTo(2);
                assertThat(ran.err()).contains(refused);
            }
        }
        List<String> expected = breaks == null ? List.of() : List.of(breaks);
        assertThat(shop.breaks(shop.sweep())).containsExactlyElementsOf(expected);
        assertThat(shop.jdbc()
                        .sql(
                                "SELECT round(amount, 2)::text FROM payment_reversal WHERE account_id = ? ORDER BY recorded_at")
                        .param(shop.account)
                        .query(String.class)
                        .list())
                .containsExactly(booked.split(", "));
    }

    /** 20.00 sent back in Stripe's dashboard. */
    private void told() {
        Refund refund = new Refund();
        refund.setObject("refund");
        refund.setId("re_" + shop.account);
        refund.setAmount(2000L);
        refund.setCurrency("usd");
        refund.setPaymentIntent(charge.reference().orElseThrow());
        refund.setStatus("succeeded");
        refund.setMetadata(Map.of());
        assertThat(shop.inbox()
                        .take(
                                "stripe",
                                StripeWebhooks.signed("refund.created", refund, Instant.now(), StripeWebhooks.SECRET)))
                .contains(new Verdict.Genuine());
        shop.process();
    }
}
