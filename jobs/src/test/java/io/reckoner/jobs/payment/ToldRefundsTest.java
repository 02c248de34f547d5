package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Refund;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refunds and disputes as a gateway tells of them by webhooks: in any order, of whichever payment they name. */
class ToldRefundsTest extends ToldByStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    ToldRefundsTest() {
        super(DB, data);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what the gateway tells of the second payment of 50.00 | breaks
                    refund 5000                                             |
                    refund 2000                                             | paid-twice 30.00
                    refund 2000, refund 3000                                |
                    refund 2000, dispute needs_response                     |
                    dispute needs_response                                  |
                    dispute won                                             | paid-twice 50.00
                    dispute lost                                            |
                    """)
    void whatGoesBackOfASecondPaymentTakesNothingOfTheFirst(String told, String breaks) {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        deliver(stripe.paidAgain(intent, 5000));
        for (String event : told.split(", ")) {
            String[] words = event.split(" ");
            deliver(
                    words[0].equals("refund")
                            ? stripe.refundedByHand(intent, Long.parseLong(words[1]))
                            : stripe.dispute(
                                    "charge.dispute.closed",
                                    intent,
                                    "dp_" + shop.account,
                                    words[1],
                                    words[1].equals("won") ? 5000 : stripe.left(intent)));
        }
        List<String> expected = breaks == null ? List.of() : List.of(breaks);
        assertThat(shop.breaks(shop.sweep())).containsExactlyElementsOf(expected);
        assertThat(count("SELECT count(*) FROM payment_reversal WHERE payment_id = ?", intent))
                .isZero();
        // The first can go back whole still.
        assertThat(shop.cashier()
                        .refund(intent, new Cents(5000), new Reference("back" + shop.account), Shop.ADA)
                        .booked())
                .isTrue();
    }

    @Test
    void aRefundThatArrivesBeforeItsPaymentWaitsForIt() {
        String intent = pageThatIsPaid("5000");
        deliver(stripe.refundedByHand(intent, 2000));
        Webhooks.Processed early = shop.process();
        assertThat(early.waiting()).isPositive();
        assertThat(count("SELECT count(*) FROM payment_intent WHERE charge_id = ?", intent))
                .isZero();

        deliver(stripe.sessionEvent("checkout.session.completed", intent));
        shop.process();
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
        assertThat(count(
                        "SELECT coalesce(sum(cents), 0) FROM payment_intent WHERE charge_id = ? AND kind = 'refund'",
                        intent))
                .isEqualTo(2000);
    }

    @Test
    void theWebhookOfOurOwnRefundIsNotASecondRefund() {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        Standing refund = shop.cashier().refund(intent, new Cents(5000), new Reference("r" + shop.account), Shop.ADA);
        deliver(StripeWebhooks.signed(
                "refund.created", refundObject(refund, charge), Instant.now(), StripeWebhooks.SECRET));
        shop.process();
        assertThat(count("SELECT count(*) FROM payment_intent WHERE charge_id = ?", intent))
                .isEqualTo(1);
        assertThat(shop.states(refund.intent().id())).containsExactly("call refunded");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # events in the order they arrive                                            | stages known
                    charge.dispute.created needs_response                                        | opened
                    charge.dispute.created needs_response, charge.dispute.closed won             | opened won
                    charge.dispute.closed lost, charge.dispute.created needs_response            | lost opened
                    charge.dispute.created warning_needs_response, charge.dispute.closed warning_closed |
                    """)
    void disputesAreKnownInWhateverOrderTheyArrive(String events, String stages) {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        for (String event : events.split(", ")) {
            String[] words = event.split(" ");
            deliver(stripe.dispute(words[0], intent, "dp_" + shop.account, words[1]));
        }
        shop.process();
        List<String> expected = stages == null ? List.of() : List.of(stages.split(" "));
        assertThat(shop.jdbc()
                        .sql("SELECT state FROM payment_dispute WHERE intent_id = ?")
                        .param(intent)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # of 50.00, in the order they arrive | what went back
                    dispute 5000                         | chargeback 50.00
                    dispute 3000                         | chargeback 30.00
                    refund 1000, dispute 4000            | refund 10.00, chargeback 40.00
                    dispute 4000, refund 1000            | chargeback 40.00, refund 10.00
                    """)
    void aDisputeTakesWhatItIsAboutWhateverElseWentBack(String events, String back) {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        for (String event : events.split(", ")) {
            String[] words = event.split(" ");
            long cents = Long.parseLong(words[1]);
            deliver(
                    words[0].equals("refund")
                            ? stripe.refundedByHand(intent, cents)
                            : stripe.dispute(
                                    "charge.dispute.created", intent, "dp_" + shop.account, "needs_response", cents));
            shop.process();
        }
        assertThat(shop.jdbc()
                        .sql("SELECT kind || ' ' || amount::numeric(9, 2) FROM payment_reversal WHERE payment_id = ? "
                                + "ORDER BY recorded_at")
                        .param(intent)
                        .query(String.class)
                        .list())
                .containsExactly(back.split(", "));
        assertThat(shop.breaks(shop.sweep())).isEmpty();
    }

    private static Refund refundObject(Standing refund, Standing charge) {
        Refund object = new Refund();
        object.setObject("refund");
        object.setId(refund.reference().orElseThrow());
        object.setAmount(refund.intent().cents().count());
        object.setCurrency("usd");
        object.setStatus("succeeded");
        object.setPaymentIntent(charge.reference().orElseThrow());
        object.setMetadata(Map.of("reckon_intent", refund.intent().id()));
        return object;
    }
}
