package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Refund;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
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

/** A refund that Stripe takes back: the bank may refuse it days after Stripe has said that it was made. */
class FailedRefundTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private StripeDouble stripe;
    private Shop shop;

    @BeforeEach
    void open() {
        stripe = new StripeDouble();
        shop = new Shop(DB, data, StripeChargeTest.gateway(stripe));
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @ParameterizedTest(name = "[{index}] {0}, {1}, {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # of our refund was heard | then           | event                 | states of the refund               | a break
                    refunded                  | failed         | refund.failed         | call refunded                      | yes
                    refunded                  | failed         | refund.updated        | call refunded                      | yes
                    refunded                  | canceled       | charge.refund.updated | call refunded                      | yes
                    nothing                   | failed         | refund.updated        | call unknown, webhook declined     | no
                    refunded                  | succeeded      | refund.updated        | call refunded                      | no
                    """)
    void isABreakOnceItWasBookedAndADeclineBefore(
            String heard, String then, String event, String states, String isBreak) {
        Standing charge = shop.cashier()
                .charge(
                        shop.order(
                                GatewayName.STRIPE,
                                "5000",
                                new Means.StoredMethod("cus_1", "pm_1"),
                                "c" + shop.account),
                        Shop.ADA);
        stripe.mood(heard.equals("nothing") ? Mood.FAILS_BEFORE_MOVING_MONEY : Mood.ANSWERS);
        Standing refund = shop.cashier()
                .refund(charge.intent().id(), new Cents(2000), new Reference("r" + shop.account), Shop.ADA);
        stripe.mood(Mood.ANSWERS);
        String reference = refund.reference().orElse("re_never" + shop.account);
        Refund object = new Refund();
        object.setObject("refund");
        object.setId(reference);
        object.setAmount(2000L);
        object.setCurrency("usd");
        object.setPaymentIntent(charge.reference().orElseThrow());
        object.setStatus(then);
        object.setFailureReason("lost_or_stolen_card");
        object.setMetadata(
                heard.equals("nothing")
                        ? Map.of("reckon_intent", refund.intent().id())
                        : Map.of());
        Delivery told = StripeWebhooks.signed(event, object, Instant.now(), StripeWebhooks.SECRET);
        assertThat(shop.inbox().take("stripe", told)).contains(new Verdict.Genuine());

        List<String> details = shop.sweep().breaks().stream()
                .filter(each -> each.detail().contains(reference))
                .map(each -> each.kind().code() + ": " + each.detail())
                .toList();
        assertThat(shop.states(refund.intent().id())).containsExactly(states.split(", "));
        if (isBreak.equals("no")) {
            assertThat(details).isEmpty();
        } else {
            assertThat(details)
                    .containsExactly("stray-webhook: unreadable: refund " + reference + " of 20.00 USD, intent "
                            + refund.intent().id() + " of account " + shop.account
                            + ", failed after it was said to be made: the money is back with us, the credit is not given "
                            + "again (Stripe did not refund: " + then + " lost_or_stolen_card)");
        }
    }
}
