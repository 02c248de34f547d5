package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Refund;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import io.reckoner.jobs.reversal.Reversals;
import io.reckoner.kernel.money.Money;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refund that a person records and that its gateway tells of is booked once. */
class RefundByHandTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    RefundByHandTest() {
        super(DB, data);
    }

    private CommandRunner reckon;
    private Standing charge;

    @BeforeEach
    void paid() {
        reckon = new CommandRunner(data, DB.settings());
        charge = shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
    }

    @ParameterizedTest(name = "[{index}] {0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # in which order   | by hand                             | refused                                  | booked       | breaks
                    hand, webhook      | --amount 20.00 --gateway-ref RE     |                                          | 20.00        |
                    webhook, hand      | --amount 20.00 --gateway-ref RE     | was told by stripe before                | 20.00        |
                    webhook, hand      | --amount 20.00 --gateway-ref OTHER  | AS_TOLD                                  | 20.00        |
                    webhook, hand      | --amount 20.00 --gateway-ref OTHER --again |                                   | 20.00, 20.00 |
                    webhook, hand, hand | --amount 20.00 --gateway-ref OTHER --again |                                  | 20.00, 20.00 |
                    webhook, hand      | --amount 15.00 --gateway-ref OTHER  |                                          | 20.00, 15.00 |
                    webhook, hand      | --amount 15.00 --gateway-ref OTHER --again | was told before. Nothing was changed. Leave --again out. | 20.00 |
                    hand, hand         | --amount 20.00 --gateway-ref RE     |                                          | 20.00        |
                    hand, webhook      | --amount 20.00                      | this one would be booked twice           | 20.00        |
                    hand, webhook      | --amount 20.00 --gateway-ref OTHER  |                                          | 20.00, 20.00 |
                    hand, webhook      | --amount 15.00 --gateway-ref RE     |                                          | 15.00        | refunded-not-booked 20.00
                    """)
    void isBookedOnceWhoeverIsFirst(
            String order, String options, @Nullable String refused, String booked, String breaks) {
        for (String who : order.split(", ")) {
            if (who.equals("webhook")) {
                told();
                continue;
            }
            refusedOrDone(
                    "wallet refund " + charge.intent().id() + " --reason ticket "
                            + options.replace("OTHER", "other_" + shop.account).replace("RE", "re_" + shop.account),
                    refused == null ? null : refused.replace("AS_TOLD", asTold()));
        }
        List<String> expected = breaks == null ? List.of() : List.of(breaks);
        assertThat(shop.breaks(shop.sweep())).containsExactlyElementsOf(expected);
        assertThat(booked()).containsExactly(booked.split(", "));
    }

    private String asTold() {
        return "a refund over 20.00 of payment " + charge.intent().id() + " was told by stripe before, as re_"
                + shop.account
                + ", and may be this one. Nothing was changed. If there is really a second one of the same"
                + " amount, give the gateway's id of it with --gateway-ref, and say so with --again.";
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isBookedOnceThoughBothComeAtOnce(boolean isHandFirst) throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        Callable<Object> hand = () -> reckon.run("wallet refund "
                + charge.intent().id() + " --amount 20.00 --reason ticket --gateway-ref re_" + shop.account);
        Callable<Object> webhook = () -> {
            told();
            return shop;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<Object> holding = threads.submit(() -> shop.database.inTransaction(jdbc -> {
                new TurnTable(jdbc).take();
                held.countDown();
                await(goOn);
                return shop;
            }));
            await(held);
            Future<Object> one = threads.submit(isHandFirst ? hand : webhook);
            untilSoManyWait(1);
            Future<Object> other = threads.submit(isHandFirst ? webhook : hand);
            untilSoManyWait(2);
            goOn.countDown();
            holding.get();
            one.get();
            other.get();
        }
        assertThat(booked()).containsExactly("20.00");
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(booked()).containsExactly("20.00");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until so many stand in line for the turn. */
    private void untilSoManyWait(int many) throws InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            int waiting = shop.jdbc()
                    .sql(
                            """
                        SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                        WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted
                        """)
                    .query(Integer.class)
                    .single();
            if (waiting >= many) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nobody waits");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # paid by   | with an id there | without
                    offline     | came by no charge whose gateway tells of refunds. Leave --gateway-ref out. |
                    nowpayments | came by no charge whose gateway tells of refunds. Leave --gateway-ref out. |
                    alipay      | came by no charge whose gateway tells of refunds. Leave --gateway-ref out. |
                    creem       |  | Send it back at creem. If it was sent back there, wait for the webhook
                    stripe      |  | Send it back with: reckon payment refund
                    """)
    void theGatewaysIdIsAskedForWhereItTellsOfRefunds(String gateway, String withId, String without) {
        String payment = "pay_of_" + gateway + shop.account;
        reckon.clean("wallet top-up " + shop.account + " 10.00 --ref " + payment);
        shop.jdbc()
                .sql(
                        """
                    INSERT INTO payment_intent (intent_id, kind, account_id, gateway, purpose, cents, idempotency_key, actor)
                    VALUES (:id, 'charge', :account, :gateway, 'top_up', 1000, :id, 'ada')
                    """)
                .param("id", payment)
                .param("account", shop.account)
                .param("gateway", gateway)
                .update();
        String line = "wallet refund " + payment + " --amount 1.00 --reason ticket";
        refusedOrDone(line + " --gateway-ref re_" + gateway + shop.account, withId);
        refusedOrDone(line, without);
        assertThat(booked()).containsExactly("1.00");
    }

    @ParameterizedTest(name = "[{index}] {0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # in flight | by hand         | refused                                                               | booked by hand | in the end
                    2000, 2000  | --amount 30.00  | 10.00 can be sent back or disputed, not 30.00: 40.00 is on its way by pay_        |                | 20.00, 20.00
                    2000, 2000  | --amount 10.01  | 10.00 can be sent back or disputed, not 10.01: 40.00 is on its way by pay_        |                | 20.00, 20.00
                    2000, 2000  | --amount 10.00  |                                                                       | 10.00          | 10.00, 20.00, 20.00
                    2000        |                 |                                                                       | 30.00          | 30.00, 20.00
                    5000        |                 | 0.00 can be sent back or disputed: 50.00 is on its way by pay_                    |                | 50.00
                    """)
    void refundsInFlightCountAsGone(
            String cents, @Nullable String amount, @Nullable String refused, @Nullable String byHand, String inTheEnd) {
        stripe.mood(Mood.MOVES_MONEY_AND_TIMES_OUT);
        for (String each : cents.split(", ")) {
            shop.cashier().refund(charge.intent().id(), new Cents(Long.parseLong(each)), Reference.fresh(), Shop.ADA);
        }
        stripe.mood(Mood.ANSWERS);
        refusedOrDone(
                "wallet refund " + charge.intent().id() + " --reason ticket --gateway-ref re_" + shop.account
                        + (amount == null ? "" : " " + amount),
                refused);
        assertThat(booked()).containsExactlyElementsOf(byHand == null ? List.of() : List.of(byHand));
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(booked()).containsExactly(inTheEnd.split(", "));
    }

    @Test
    void aRefundInFlightAtTheBankIsToBeConfirmedFirst() {
        String offline = reckon.clean("payment charge " + shop.account + " 10.00 --gateway offline")
                .out()
                .replaceAll("(?s).*(pay_[0-9a-f]{32}).*", "$1");
        reckon.clean("payment confirm " + offline + " --received 10.00");
        String refund = reckon.clean("payment refund " + offline + " 6.00 --reason asked")
                .out()
                .replaceAll("(?s).*(pay_[0-9a-f]{32}).*", "$1");
        String line = "wallet refund " + offline + " --amount 5.00 --reason asked";
        assertThat(reckon.run(line).err())
                .isEqualTo("of payment " + offline
                        + " 4.00 can be sent back or disputed, not 5.00: 6.00 is on its way by " + refund
                        + ", and not booked yet. Nothing was changed. Say what became of it with: reckon payment"
                        + " confirm " + refund + " --sent AMOUNT, or --never --reason WHY.\n");
        reckon.run("payment confirm " + refund + " --never --reason 'another way'");
        reckon.clean(line);
        assertThat(booked()).containsExactly("5.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wallet refund", "wallet dispute open --ref other"})
    void aRefundThatWentOutUnbookedCountsAsGone(String act) {
        String offline = offline("charge " + shop.account + " 100.00 --gateway offline");
        reckon.clean("payment confirm " + offline + " --received 100.00");
        String refund = offline("refund " + offline + " 60.00 --reason asked");
        assertThat(reckon.run("wallet dispute open " + offline + " --amount 50.00 --reason bank")
                        .err())
                .startsWith("of payment " + offline
                        + " 40.00 can be sent back or disputed, not 50.00: 60.00 is on its way");
        // Told, a dispute asks nobody.
        shop.database.inTransaction(jdbc -> new Reversals(jdbc)
                .disputed(
                        offline,
                        "dp_" + shop.account,
                        Money.parse("50.00"),
                        List.of("dp_" + shop.account),
                        new Act("bank", "told")));
        assertThat(reckon.run("payment confirm " + refund + " --sent 60.00").out())
                .contains("not booked yet");
        assertThat(reckon.run(act + " " + offline + " --reason more").err())
                .isEqualTo(
                        "of payment " + offline + " 0.00 can be sent back or disputed: 60.00 is on its way by " + refund
                                + ", and not booked yet. Nothing was changed. It went out, and the books do not follow: reckon payment"
                                + " sweep says why, and books it once that is mended.\n");
        assertThat(booked()).containsExactly("50.00");
        // Recorded before, it is recognised whatever is on its way.
        assertThat(reckon.clean("wallet dispute open " + offline + " --ref dp_" + shop.account + " --reason bank")
                        .out())
                .contains("Done before");
        reckon.clean("wallet dispute won " + offline + " --ref dp_" + shop.account + " --reason bank");
        reckon.clean("payment sweep");
        reckon.clean(act + " " + offline + " --reason more");
        assertThat(booked()).containsExactly("50.00", "50.00", "60.00", "40.00");
    }

    private String offline(String line) {
        return reckon.clean("payment " + line).out().replaceAll("(?s).*(pay_[0-9a-f]{32}).*", "$1");
    }

    private void refusedOrDone(String line, @Nullable String refused) {
        Ran ran = reckon.run(line);
        if (refused == null) {
            assertThat(ran.exit()).as(ran.err()).isZero();
        } else {
            assertThat(ran.err()).contains(refused);
        }
    }

    private List<String> booked() {
        return shop.jdbc()
                .sql("SELECT round(amount, 2)::text FROM payment_reversal WHERE account_id = ? ORDER BY recorded_at")
                .param(shop.account)
                .query(String.class)
                .list();
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
