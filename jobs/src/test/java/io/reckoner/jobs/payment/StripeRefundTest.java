package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Refunds through Stripe: asked for once, never beyond what was paid; and taken back by it, since a bank may refuse one days after Stripe
 * has said that it was made.
 */
class StripeRefundTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    StripeRefundTest() {
        super(DB, data);
    }

    @ParameterizedTest(name = "[{index}] {0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # whose refund | what is heard, in order            | what the books say        | breaks
                    asked for      | succeeds                           | refund                    |
                    asked for      | fails                              | refund, refund_failed     | refund-failed 20.00
                    asked for      | fails, succeeds                    | refund, refund_failed     | refund-failed 20.00
                    asked for      | fails, fails, succeeds, succeeds   | refund, refund_failed     | refund-failed 20.00
                    lost           | fails                              |                           | refund-failed 20.00
                    lost           | fails, succeeds                    |                           | refund-failed 20.00
                    lost           | succeeds, fails                    | refund, refund_failed     | refund-failed 20.00
                    at Stripe      | succeeds                           | refund                    |
                    at Stripe      | succeeds, fails                    | refund, refund_failed     | refund-failed 20.00
                    at Stripe      | fails, succeeds                    |                           | refund-failed 20.00
                    at Stripe      | fails                              |                           | refund-failed 20.00
                    at Stripe      | hand, fails                        | refund, refund_failed     | refund-failed 20.00
                    at Stripe      | hand, succeeds, fails, succeeds    | refund, refund_failed     | refund-failed 20.00
                    at Stripe      | succeeds, fails, hand              | refund, refund_failed     | refund-failed 20.00
                    at Stripe      | fails, hand                        |                           | refund-failed 20.00
                    """)
    void sendsNothingBackInWhateverOrderItIsHeardOf(String whose, String heard, String booked, String breaks) {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        shop.sweep();
        Delivery succeeds = refund(whose, intent);
        String refund = stripe.newestRefund();
        List<Delivery> fails = heard.contains("fails") ? stripe.refundFails(refund) : List.of();
        for (String word : heard.split(", ")) {
            switch (word) {
                case "succeeds" -> take(succeeds);
                case "fails" -> fails.forEach(this::take);
                case "hand" ->
                    new CommandRunner(data, DB.settings())
                            .run("wallet refund " + intent + " --amount 20.00 --reason ticket --gateway-ref " + refund);
                default -> throw new IllegalArgumentException(word);
            }
        }
        assertThat(shop.breaks(shop.sweep())).containsExactlyElementsOf(words(breaks));
        assertThat(shop.breaks(shop.sweep())).containsExactlyElementsOf(words(breaks));
        assertThat(shop.jdbc()
                        .sql("SELECT kind FROM payment_reversal WHERE payment_id = ? ORDER BY recorded_at")
                        .param(intent)
                        .query(String.class)
                        .list())
                .containsExactlyElementsOf(words(booked));
        assertThat(shop.lots())
                .containsExactlyElementsOf(
                        words(booked).contains("refund_failed")
                                ? List.of("bonus 10", "bonus 4", "topup 20", "topup 50")
                                : List.of("bonus 10", "topup 50"));
        if (!heard.contains("fails")) {
            return;
        }
        // All of it can go back another way, which is what the break asks for.
        assertThat(shop.cashier()
                        .refund(intent, new Cents(5000), new Reference("all" + shop.account), Shop.ADA)
                        .booked())
                .isTrue();
        assertThat(shop.breaks(shop.sweep())).isEmpty();
    }

    @Test
    void refundsTogetherNeverExceedTheirCharge() {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        String id = charge.intent().id();
        Standing part = shop.cashier().refund(id, new Cents(3000), new Reference("r1" + shop.account), Shop.ADA);
        assertThat(part.state()).isEqualTo("refunded");
        assertThatThrownBy(
                        () -> shop.cashier().refund(id, new Cents(2001), new Reference("r2" + shop.account), Shop.ADA))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("of the 50.00 USD paid by intent " + id + " 20.00 USD can still be sent back");
        // The same refund again is the same refund.
        shop.cashier().refund(id, new Cents(3000), new Reference("r1" + shop.account), Shop.ADA);
        assertThat(stripe.requests().stream().filter(each -> each.path().equals("/v1/refunds")))
                .hasSize(1);
    }

    @Test
    void aRefundWhoseAnswerIsLostIsLookedUp() {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        stripe.mood(Mood.MOVES_MONEY_AND_TIMES_OUT);
        Standing refund = shop.cashier()
                .refund(charge.intent().id(), new Cents(5000), new Reference("r" + shop.account), Shop.ADA);
        assertThat(refund.state()).isEqualTo("unknown");
        stripe.mood(Mood.ANSWERS);
        shop.sweep();
        assertThat(shop.states(refund.intent().id())).containsExactly("call unknown", "look_up refunded");
        assertThat(stripe.requests().stream()
                        .filter(each -> each.path().equals("/v1/refunds")
                                && each.method().equals("POST")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefundMadeInTheDashboardIsNotTakenForOursWhoseAnswerIsLost(boolean isToldFirst) {
        String intent = paid("d");
        stripe.mood(Mood.MOVES_MONEY_AND_TIMES_OUT);
        Standing ours = shop.cashier().refund(intent, new Cents(2000), new Reference("r" + shop.account), Shop.ADA);
        stripe.mood(Mood.ANSWERS);
        Delivery lost = stripe.refundSucceeds(stripe.newestRefund());
        Delivery byHand = stripe.refundedByHand(intent, 2000);
        take(isToldFirst ? byHand : lost);
        take(isToldFirst ? lost : byHand);
        assertThat(sentBack(intent)).containsExactly("refund 20.00", "refund 20.00");
        assertThat(shop.states(ours.intent().id())).containsExactly("call unknown", "webhook refunded");
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(stripe.left(intent)).isEqualTo(1000);
    }

    @Test
    void whatWasNotPaidCannotBeRefunded() {
        stripe.mood(Mood.DECLINES);
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        assertThatThrownBy(() -> shop.cashier()
                        .refund(charge.intent().id(), new Cents(1), new Reference("r" + shop.account), Shop.ADA))
                .isInstanceOf(Refusal.class)
                .hasMessage("intent " + charge.intent().id() + " was not paid, so there is nothing to send back.");
    }

    private static List<String> words(@Nullable String words) {
        return words == null ? List.of() : List.of(words.split(", "));
    }

    /** Of 20.00; what we asked for names our intent. */
    private Delivery refund(String whose, String intent) {
        if (whose.equals("at Stripe")) {
            return stripe.refundedByHand(intent, 2000);
        }
        stripe.mood(whose.equals("lost") ? Mood.MOVES_MONEY_AND_TIMES_OUT : Mood.ANSWERS);
        shop.cashier().refund(intent, new Cents(2000), new Reference("r" + shop.account), Shop.ADA);
        stripe.mood(Mood.ANSWERS);
        return stripe.refundSucceeds(stripe.newestRefund());
    }

    private void take(Delivery told) {
        assertThat(shop.inbox().take("stripe", told)).contains(new Verdict.Genuine());
        shop.process();
    }
}
