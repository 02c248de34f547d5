package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A charge is judged by what was heard last; one that never arrived is asked for once more after a day. */
class LookedUpAgainTest extends AtStripe {
    private static final String NEVER = "the gateway was asked and has never heard of it: nothing was charged";

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    LookedUpAgainTest() {
        super(DB, data);
    }

    @ParameterizedTest(name = "[{index}] {1}, {2} hours ago: {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # the page in truth       | heard since, and by whom           | hours ago | after two sweeps                                   | credit
                    MOVES_MONEY_AND_FAILS     | look_up declined                   | 25        | call unknown, look_up declined, look_up paid       | 50.00
                    MOVES_MONEY_AND_FAILS     | look_up declined                   | 23        | call unknown, look_up declined                     | 0.00
                    FAILS_BEFORE_MOVING_MONEY | look_up declined                   | 25        | call unknown, look_up declined, look_up declined   | 0.00
                    MOVES_MONEY_AND_FAILS     | webhook declined                   | 25        | call unknown, webhook declined                     | 0.00
                    MOVES_MONEY_AND_FAILS     | webhook declined, webhook pending  | 1         | call unknown, webhook declined, webhook pending, look_up paid | 50.00
                    """)
    void whatWasHeardLastDecidesWhetherItIsLookedUp(Mood mood, String heard, int hours, String states, String credit) {
        stripe.mood(mood);
        String intent = shop.cashier()
                .charge(
                        shop.order(GatewayName.STRIPE, "5000", new Means.CheckoutPage(""), "p" + shop.account),
                        Shop.ADA)
                .intent()
                .id();
        stripe.mood(Mood.ANSWERS);
        if (mood == Mood.MOVES_MONEY_AND_FAILS) {
            stripe.customerPays(intent);
        }
        int no = 2;
        for (String each : heard.split(", ")) {
            shop.jdbc()
                    .sql(
                            """
                            INSERT INTO payment_outcome (intent_id, outcome_no, state, detail, learned_by, recorded_at)
                            VALUES (:intent, :no, :state, :detail, :by, clock_timestamp() - make_interval(hours => :hours))
                            """)
                    .param("intent", intent)
                    .param("no", no++)
                    .param("state", each.split(" ")[1])
                    .param("detail", NEVER)
                    .param("by", each.split(" ")[0])
                    .param("hours", hours)
                    .update();
        }
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        int asked = stripe.requests().size();
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(stripe.requests()).hasSize(asked);
        assertThat(shop.states(intent)).containsExactly(states.split(", "));
        assertThat(shop.credit()).isEqualByComparingTo(credit);
    }
}
