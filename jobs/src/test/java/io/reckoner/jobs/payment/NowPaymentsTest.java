package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.nowpayments.NowPaymentsDouble;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Coins: what arrives is credited, when it has arrived, if it counts as dollars. */
class NowPaymentsTest {
    private static final Means PAGE = new Means.CheckoutPage("");

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private NowPaymentsDouble coins;
    private Shop shop;

    @BeforeEach
    void open() {
        coins = new NowPaymentsDouble();
        shop = new Shop(DB, data, coins);
    }

    @AfterEach
    void close() {
        coins.close();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # states as they are told                                     | credit | break
                    waiting 0 null, confirming 0 null, finished 49.5 usdttrc20    | 49.50  |
                    finished 49.5 usdttrc20, confirming 0 null, waiting 0 null    | 49.50  |
                    finished 49.5 usdttrc20, finished 49.5 usdttrc20              | 49.50  |
                    partially_paid 12.5 usdttrc20, finished 49.5 usdttrc20        | 12.50  | was told as 49.50 USD after another amount
                    finished 49.5 usdttrc20, partially_paid 12.5 usdttrc20        | 49.50  | was told as 12.50 USD after another amount
                    finished 49.501 usdttrc20, finished 49.504 usdttrc20          | 49.50  |
                    partially_paid 12.345 usdttrc20                               | 12.34  |
                    waiting 0 null, expired 0 null                                | 0.00   |
                    expired 0 null, finished 50 usd                               | 50.00  |
                    confirmed 0 null, failed 0 null                               | 0.00   |
                    finished 0.0123 btc                                           | 0.00   | the money arrives in BTC; only usd, usdttrc20 count as USD
                    finished -5 usdttrc20                                         | 0.00   | an outcome_amount of -5 is no payment
                    finished 1e99999999 usdttrc20                                 | 0.00   | is no payment
                    finished 10000000 usdttrc20                                   | 0.00   | an amount of 10000000 is no payment
                    """)
    void creditsWhatArrives(String states, String credit, String breakSays) {
        Standing charge = charge();
        String payment = NowPaymentsDouble.freshPayment();
        for (String state : states.split(", ")) {
            String[] words = state.split(" ");
            take(coins.notify(payment, charge.intent().id(), words[0], words[1], words[2]));
        }
        Sweep.Swept swept = shop.sweep();
        assertThat(shop.credit()).isEqualByComparingTo(credit);
        if (breakSays == null) {
            assertThat(shop.breaks(swept)).isEmpty();
        } else {
            assertThat(swept.breaks())
                    .anySatisfy(
                            each -> assertThat(each.detail()).contains(payment).contains(breakSays));
        }
    }

    /** It names no amount in dollars: nothing is booked for it, and a person is told. */
    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # before it went back to the payer  | state    | credit
                    finished 49.5 usdttrc20             | paid     | 49.50
                    waiting 0 null, confirming 0 null   | declined | 0.00
                    """)
    void whatWentBackToThePayerIsNamedAndNotBooked(String before, String state, String credit) {
        Standing charge = charge();
        String payment = NowPaymentsDouble.freshPayment();
        for (String told : (before + ", refunded 49.5 usdttrc20").split(", ")) {
            String[] words = told.split(" ");
            take(coins.notify(payment, charge.intent().id(), words[0], words[1], words[2]));
            shop.process();
        }
        Sweep.Swept swept = shop.sweep();
        assertThat(swept.breaks()).anySatisfy(each -> {
            assertThat(each.kind()).isEqualTo(Break.Kind.STRAY_WEBHOOK);
            assertThat(each.detail())
                    .isEqualTo("unreadable: payment " + payment
                            + " went back to the payer: take the credit back if there was any");
        });
        assertThat(shop.breaks(swept)).isEmpty();
        assertThat(shop.cashier().standing(charge.intent().id()).state()).isEqualTo(state);
        assertThat(shop.credit()).isEqualByComparingTo(credit);
        assertThat(shop.jdbc()
                        .sql("SELECT count(*) FROM payment_reversal WHERE account_id = ?")
                        .param(shop.account)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aPaymentWhoseLastNotificationIsLostIsLookedUp() {
        Standing charge = charge();
        String payment = NowPaymentsDouble.freshPayment();
        take(coins.notify(payment, charge.intent().id(), "waiting", "0", "null"));
        shop.process();
        coins.notify(payment, charge.intent().id(), "finished", "50", "usd");
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.states(charge.intent().id()))
                .containsExactly("call action_required", "webhook pending", "look_up paid");
        assertThat(shop.credit()).isEqualByComparingTo("50");
    }

    @Test
    void aSecondDepositOnTheSamePageIsABreakAndNoSecondCredit() {
        Standing charge = charge();
        take(coins.notify(NowPaymentsDouble.freshPayment(), charge.intent().id(), "finished", "50", "usd"));
        take(coins.notify(NowPaymentsDouble.freshPayment(), charge.intent().id(), "finished", "20", "usd"));
        assertThat(shop.breaks(shop.sweep())).containsExactly("paid-twice 20.00");
        assertThat(shop.credit()).isEqualByComparingTo("50");
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAN_CYCLE", "PLAN_SWITCH"})
    void aPlanIsNotSoldForCoins(Purpose purpose) {
        ChargeOrder plan = new ChargeOrder(
                shop.account,
                GatewayName.NOWPAYMENTS,
                purpose,
                Optional.of("starter"),
                new Cents(1000),
                PAGE,
                Reference.fresh());
        assertThatThrownBy(() -> shop.cashier().charge(plan, Shop.ADA))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "gateway nowpayments cannot take just the amount that was asked for, and a plan opens for its exact"
                                + " price alone. Sell the plan by another gateway, or credit by this one.");
        assertThat(coins.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MOVES_MONEY_AND_TIMES_OUT, unknown",
        "MOVES_MONEY_AND_GARBLES, unknown",
        "FAILS_BEFORE_MOVING_MONEY, unknown",
        "DECLINES, declined"
    })
    void aPageThatWasLostChargesNobody(Mood mood, String atOnce) {
        coins.mood(mood);
        Standing charge = charge();
        assertThat(charge.state()).isEqualTo(atOnce);
        coins.mood(Mood.ANSWERS);
        shop.sweep();
        assertThat(shop.cashier().standing(charge.intent().id()).state()).isEqualTo("declined");
        assertThat(shop.credit()).isEqualByComparingTo("0");
    }

    private Standing charge() {
        return shop.cashier().charge(shop.order(GatewayName.NOWPAYMENTS, "5000", PAGE, "o" + shop.account), Shop.ADA);
    }

    private void take(Delivery delivery) {
        assertThat(shop.inbox().take("nowpayments", delivery)).contains(new Verdict.Genuine());
    }
}
