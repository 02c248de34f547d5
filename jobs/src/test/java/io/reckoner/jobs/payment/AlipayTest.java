package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.alipay.AlipayDouble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alipay: pages of our own making, dollars alone, answers and notifications signed. */
class AlipayTest {
    private static final Means PAGE = new Means.CheckoutPage("");

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private AlipayDouble alipay;
    private Shop shop;

    @BeforeEach
    void open() {
        alipay = new AlipayDouble();
        shop = new Shop(DB, data, alipay);
    }

    @AfterEach
    void close() {
        alipay.close();
    }

    @Test
    void thePageIsSignedPricedInDollarsAndNamesTheIntent() {
        Standing charge = charge();
        assertThat(charge.outcome().orElseThrow()).isInstanceOfSatisfying(Outcome.ActionRequired.class, action -> {
            String query = action.url().substring(action.url().indexOf('?') + 1);
            assertThat(AlipayDouble.isSigned(query)).isTrue();
            assertThat(new GatewayServer.Request("GET", "", Map.of(), query, "")
                            .form()
                            .get("biz_content"))
                    .contains("\"out_trade_no\":\"" + charge.intent().id() + "\"")
                    .contains("\"total_amount\":\"50.00\"")
                    .contains("\"trans_currency\":\"USD\"")
                    // A day later, in Chinese time.
                    .contains("\"time_expire\":\""
                            + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                                    .withZone(ZoneId.of("Asia/Shanghai"))
                                    .format(charge.intent().recordedAt().plus(Duration.ofDays(1)))
                            + "\"");
            assertThat(action.url()).doesNotContain(AlipayDouble.privateKey());
        });
        assertThat(alipay.requests()).isEmpty();
    }

    @Test
    void aPageNobodyHasBeenOnStaysOpenAndAPaidOneIsCreditedByLookUp() {
        Standing charge = charge();
        shop.sweep();
        assertThat(shop.cashier().standing(charge.intent().id()).state()).isEqualTo("action_required");
        alipay.customerPays(charge.intent().id(), "50.00", "USD");
        shop.sweep();
        assertThat(shop.lots()).containsExactly("bonus 10", "topup 50");
    }

    @Test
    void aPageIsNotGivenUpBeforeAnybodyWasOnItSinceItsAddressWorksStill() {
        Standing charge = charge();
        String intent = charge.intent().id();
        Confirmations confirmations =
                new Confirmations(shop.database, shop.gateways(), new Books(shop.database, shop.effects));
        Act gaveUp = new Act("ada", "gave up");
        assertThatThrownBy(() -> confirmations.never(intent, gaveUp))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nobody has been on its page yet, which can be paid until its time is over");
        assertThat(shop.cashier().standing(intent).state()).isEqualTo("action_required");
        alipay.customerLeaves(intent, "50.00");
        alipay.timeIsOver(intent);
        assertThat(confirmations.never(intent, gaveUp).state()).isEqualTo("declined");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({"never went there, declined", "went there and left, declined", "has paid, paid"})
    void aPageWhoseTimeIsOverIsClosedAndTheAccountIsFree(String customer, String state) {
        Standing charge = charge();
        if (customer.startsWith("went")) {
            alipay.customerLeaves(charge.intent().id(), "50.00");
        }
        shop.sweep();
        assertThat(shop.cashier().standing(charge.intent().id()).isUndecided()).isTrue();
        if (customer.startsWith("has paid")) {
            alipay.customerPays(charge.intent().id(), "50.00", "USD");
        } else {
            alipay.timeIsOver(charge.intent().id());
        }
        shop.sweep(Shop.PAGES_ARE_OVER);
        assertThat(shop.cashier().standing(charge.intent().id()).state()).isEqualTo(state);
        Standing again =
                shop.cashier().charge(shop.order(GatewayName.ALIPAY, "5000", PAGE, "again" + shop.account), Shop.ADA);
        assertThat(again.state()).isEqualTo("action_required");
    }

    @ParameterizedTest(name = "[{index}] {0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TRADE_SUCCESS  | 50.00    | USD | 50.00 |
                    TRADE_FINISHED | 50.00    | USD | 50.00 |
                    TRADE_SUCCESS  | 50.00    | ''  | 0     | the currency is CNY; only USD is taken
                    TRADE_SUCCESS  | 5000     | JPY | 0     | the currency is JPY, which has no cents; only USD is taken
                    TRADE_SUCCESS  | 1.000,50 | USD | 0     | "1.000,50" is no amount
                    TRADE_SUCCESS  | -50.00   | USD | 0     | "-50.00" is no amount
                    TRADE_CLOSED   | 50.00    | USD | 0     |
                    """)
    void notificationsAreCreditedInDollarsAlone(
            String status, String amount, String currency, String credit, String breakSays) {
        Standing charge = charge();
        Map<String, String> fields = currency.isEmpty()
                ? Map.of("trade_status", status, "total_amount", amount)
                : Map.of("trade_status", status, "total_amount", amount, "trans_currency", currency);
        Delivery delivery = alipay.notify(AlipayDouble.APP, charge.intent().id(), fields);
        assertThat(shop.inbox().take("alipay", delivery)).contains(new Verdict.Genuine());
        assertThat(shop.inbox().take("alipay", delivery)).contains(new Verdict.Genuine());
        Sweep.Swept swept = shop.sweep();
        assertThat(shop.credit()).isEqualByComparingTo(credit);
        if (breakSays != null) {
            assertThat(swept.breaks())
                    .anySatisfy(each -> assertThat(each.detail()).contains(breakSays));
        }
    }

    /**
     * Fields as Alipay's notification of a refund has them: {@code refund_fee} is the sum of all refunds, {@code out_biz_no} the number of the
     * request for this one, and that of the trade where it was made at Alipay; a trade that went back whole is closed.
     */
    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # whose refund     | sum   | trade          | booked | break
                    ours               | 20.00 | TRADE_SUCCESS  | 20.00  |
                    at Alipay          | 20.00 | TRADE_SUCCESS  |        | 20.00 in all was sent back at Alipay, not by us
                    at Alipay          | 50.00 | TRADE_CLOSED   |        | 50.00 in all was sent back at Alipay, not by us
                    ours, at Alipay    | 30.00 | TRADE_SUCCESS  | 20.00  | 30.00 in all was sent back at Alipay, not by us
                    """)
    void refundsMadeAtAlipayAreNamedAndOursAreBookedOnce(
            String whose, String sum, String trade, @Nullable String booked, @Nullable String breakSays) {
        Standing charge = charge();
        String intent = charge.intent().id();
        alipay.customerPays(intent, "50.00", "USD");
        shop.sweep();
        String request = whose.startsWith("ours")
                ? shop.cashier()
                        .refund(intent, new Cents(2000), new Reference("t" + shop.account), Shop.ADA)
                        .intent()
                        .id()
                : "";
        Delivery told = alipay.notify(
                AlipayDouble.APP,
                intent,
                Map.of(
                        "trade_status", trade,
                        "total_amount", "50.00",
                        "trans_currency", "USD",
                        "refund_fee", sum,
                        "gmt_payment", "2026-03-10 18:12:46",
                        "gmt_refund", "2026-03-10 18:19:15.143",
                        "out_biz_no", whose.endsWith("Alipay") ? AlipayDouble.trade(intent) : request));
        assertThat(shop.inbox().take("alipay", told)).contains(new Verdict.Genuine());
        assertThat(shop.inbox().take("alipay", told)).contains(new Verdict.Genuine());
        Sweep.Swept swept = shop.sweep();
        assertThat(shop.jdbc()
                        .sql("SELECT amount::numeric(9, 2)::text FROM payment_reversal WHERE payment_id = ?")
                        .param(intent)
                        .query(String.class)
                        .list())
                .containsExactlyElementsOf(booked == null ? List.of() : List.of(booked));
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
        assertThat(swept.breaks().stream()
                        .filter(each -> each.detail().contains(AlipayDouble.trade(intent)))
                        .map(Break::detail))
                .containsExactlyElementsOf(
                        breakSays == null
                                ? List.of()
                                : List.of("unreadable: trade " + AlipayDouble.trade(intent) + ": " + breakSays));
    }

    /** A trade in CNY, found by a look-up: nobody told of it. */
    @Test
    void moneyThatIsNotTakenIsNamedUntilThePageIsGivenUp() {
        Standing charge = charge();
        String intent = charge.intent().id();
        alipay.customerPays(intent, "50.00", "");
        for (int times = 0; times < 2; times++) {
            Sweep.Swept swept = shop.sweep();
            assertThat(shop.breaks(swept)).containsExactly("not-taken 50.00");
            assertThat(swept.breaks())
                    .anySatisfy(each -> assertThat(each.detail()).endsWith("the currency is CNY; only USD is taken"));
        }
        assertThat(shop.states(intent)).containsExactly("call action_required", "look_up not_taken");
        new Confirmations(shop.database, shop.gateways(), new Books(shop.database, shop.effects))
                .never(intent, new Act("ada", "sent back at Alipay"));
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.cashier().standing(intent).state()).isEqualTo("declined");
        assertThat(shop.credit()).isEqualByComparingTo("0");
        assertThat(shop.cashier()
                        .charge(shop.order(GatewayName.ALIPAY, "5000", PAGE, "after" + shop.account), Shop.ADA)
                        .state())
                .isEqualTo("action_required");
    }

    @Test
    void strangersAreRefused() {
        Standing charge = charge();
        Map<String, String> paid =
                Map.of("trade_status", "TRADE_SUCCESS", "total_amount", "50.00", "trans_currency", "USD");
        Delivery genuine = alipay.notify(AlipayDouble.APP, charge.intent().id(), paid);
        String body = new String(genuine.body(), StandardCharsets.UTF_8);
        assertThat(verdict(body.replace("50.00", "90.00"))).isEqualTo(Verdict.Reason.FORGED);
        assertThat(verdict(body.replaceAll("sign=[^&]*&", ""))).isEqualTo(Verdict.Reason.UNSIGNED);
        assertThat(verdict(body.replace("sign_type=RSA2", "sign_type=RSA"))).isEqualTo(Verdict.Reason.FORGED);
        assertThat(verdict("%%%=&&&")).isEqualTo(Verdict.Reason.UNSIGNED);
        assertThat(verdict(new String(
                        alipay.notify("2021000000000009", charge.intent().id(), paid)
                                .body(),
                        StandardCharsets.UTF_8)))
                .isEqualTo(Verdict.Reason.FOREIGN);
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWERS, refunded, refunded",
        "MOVES_MONEY_AND_TIMES_OUT, unknown, refunded",
        "MOVES_MONEY_AND_FAILS, unknown, refunded",
        "FAILS_BEFORE_MOVING_MONEY, unknown, declined",
        "DECLINES, declined, declined"
    })
    void aRefundIsMadeOnceWhateverIsAnswered(Mood mood, String atOnce, String afterSweep) {
        Standing charge = charge();
        alipay.customerPays(charge.intent().id(), "50.00", "USD");
        shop.sweep();
        alipay.mood(mood);
        Standing refund = shop.cashier()
                .refund(charge.intent().id(), new Cents(2000), new Reference("r" + shop.account), Shop.ADA);
        assertThat(refund.state()).isEqualTo(atOnce);
        alipay.mood(Mood.ANSWERS);
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.cashier().standing(refund.intent().id()).state()).isEqualTo(afterSweep);
        assertThat(alipay.requests().stream()
                        .filter(each -> "alipay.trade.refund".equals(each.form().get("method"))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"true, refunded", "false, declined"})
    void aRefundThatMovedNoMoneyYetIsAskedFor(boolean isMovedLater, String afterSweep) {
        Standing charge = charge();
        alipay.customerPays(charge.intent().id(), "50.00", "USD");
        shop.sweep();
        alipay.movesNothing();
        Standing refund = shop.cashier()
                .refund(charge.intent().id(), new Cents(2000), new Reference("n" + shop.account), Shop.ADA);
        assertThat(refund.state()).isEqualTo("pending");
        assertThat(left(charge)).isEqualTo("50.00");
        if (isMovedLater) {
            alipay.movesAfterAll(refund.intent().id(), "20.00");
        }
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.cashier().standing(refund.intent().id()).state()).isEqualTo(afterSweep);
        assertThat(left(charge)).isEqualTo(isMovedLater ? "30.00" : "50.00");
    }

    /** What is left of a charge by its refunds that were booked. */
    private String left(Standing charge) {
        return new SentBackView(shop.jdbc()).left(charge.intent()).decimal();
    }

    private Verdict.Reason verdict(String body) {
        Verdict verdict = shop.inbox()
                .take("alipay", new Delivery(Map.of(), body.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
        return verdict instanceof Verdict.Refused refused ? refused.reason() : null;
    }

    private Standing charge() {
        return shop.cashier().charge(shop.order(GatewayName.ALIPAY, "5000", PAGE, "o" + shop.account), Shop.ADA);
    }
}
