package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The books are asked before any money moves: what they would refuse is not asked of the gateway. */
class AskedFirstTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    AskedFirstTest() {
        super(DB, data);
    }

    @Test
    void aRefundThatTheBooksWouldRefuseSendsNothing() {
        String first = month("first");
        String second = month("second");
        assertThatThrownBy(() -> refund(first, "1000"))
                .isInstanceOf(Refusal.class)
                .hasMessage("no money was moved, since the books would not follow: after the cycle that payment "
                        + first + " bought, another is paid for by " + second + ". Send that one back first.");
        assertThat(stripe.sentBack()).isZero();
        assertThat(refunds()).isEmpty();

        assertThat(refund(second, "1000").booked()).isTrue();
        assertThat(refund(first, "1000").booked()).isTrue();
        assertThat(stripe.sentBack()).isEqualTo(2000);
        assertThat(refunds()).containsExactly("1000 refunded", "1000 refunded");
        assertThat(shop.breaks(shop.sweep())).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what is paid | what happens to a refund of a part
                    a month        | MOVES_MONEY_AND_TIMES_OUT
                    a month        | FAILS_BEFORE_MOVING_MONEY
                    a top-up       | MOVES_MONEY_AND_TIMES_OUT
                    """)
    void aRefundThatIsUndecidedIsTakenToHaveGoneThrough(String paid, Mood mood) {
        String charge = paid.equals("a month") ? month("first") : topUp();
        stripe.mood(mood);
        assertThat(refund(charge, "400").state()).isEqualTo("unknown");
        stripe.mood(Mood.ANSWERS);
        assertThatThrownBy(() -> refund(charge, "601"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("6.00 USD can still be sent back");
        assertThat(refund(charge, "600").booked()).isTrue();
        assertThat(shop.breaks(shop.sweep())).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # live  | plan    | cents | purpose     | refused, as the books would
                            | starter | 500   | PLAN_CYCLE  | costs 10.00, but 5.00 was paid.
                            | starter | 2500  | PLAN_CYCLE  | costs 10.00, but 25.00 was paid.
                            | starterr | 1000 | PLAN_CYCLE  | there is no plan starterr.
                            | builder | 1000  | PLAN_CYCLE  | is inactive and cannot be bought.
                            | premium | 2500  | PLAN_SWITCH | has no live plan at
                    starter | starter | 1000  | PLAN_SWITCH | is on plan starter already
                    starter | premium | 1000  | PLAN_SWITCH | costs 25.00, but 10.00 was paid.
                            | starter | 1000  | PLAN_CYCLE  |
                    starter | starter | 1000  | PLAN_CYCLE  |
                    starter | premium | 2500  | PLAN_SWITCH |
                    """)
    void aPlanThatTheBooksWouldNotOpenIsNotCharged(
            String live, String plan, String cents, Purpose purpose, String refused) {
        long before = 0;
        if (live != null) {
            month("live");
            before = 1;
        }
        if (refused == null) {
            assertThat(charge(plan, cents, purpose, "c").booked()).isTrue();
            assertThat(stripe.payments()).isEqualTo(before + 1);
        } else {
            assertThatThrownBy(() -> charge(plan, cents, purpose, "c"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("no money was moved, since the books would not follow: ")
                    .hasMessageContaining(refused);
            assertThat(stripe.payments()).isEqualTo(before);
            // Nor is the account left waiting for it: the right amount may be charged at once.
            assertThat(count("payment_in_flight")).isZero();
            assertThat(count("payment_intent")).isEqualTo(before);
            assertThat(count("cycle")).isEqualTo(before);
        }
        assertThat(shop.breaks(shop.sweep())).isEmpty();
    }

    private long count(String table) {
        return shop.jdbc()
                .sql("SELECT count(*) FROM " + table + " WHERE account_id = ?")
                .param(shop.account)
                .query(Long.class)
                .single();
    }

    private String month(String key) {
        return charge("starter", "1000", Purpose.PLAN_CYCLE, key).intent().id();
    }

    private String topUp() {
        return shop.cashier()
                .charge(shop.order(GatewayName.STRIPE, "1000", CARD, "t" + shop.account), Shop.ADA)
                .intent()
                .id();
    }

    private Standing charge(String plan, String cents, Purpose purpose, String key) {
        return shop.cashier()
                .charge(
                        new ChargeOrder(
                                shop.account,
                                GatewayName.STRIPE,
                                purpose,
                                Optional.of(plan),
                                new Cents(Long.parseLong(cents)),
                                CARD,
                                new Reference(key + shop.account)),
                        Shop.ADA);
    }

    private Standing refund(String charge, String cents) {
        return shop.cashier().refund(charge, new Cents(Long.parseLong(cents)), Reference.fresh(), Shop.ADA);
    }

    private List<String> refunds() {
        return shop.jdbc()
                .sql(
                        """
                        SELECT i.cents || ' ' || o.state FROM payment_intent i JOIN payment_outcome o USING (intent_id)
                        WHERE i.account_id = ? AND i.kind = 'refund' ORDER BY i.recorded_at
                        """)
                .param(shop.account)
                .query(String.class)
                .list();
    }
}
