package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What gateways take and send back stands in their clearing accounts, and every check of the books holds. */
class PaymentsInTheJournalTest {
    private static final Means CARD = new Means.StoredMethod("cus_1", "pm_1");

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    @Test
    void clearingHoldsWhatTheGatewayHasAndNothingElse() throws IOException {
        try (StripeDouble stripe = new StripeDouble()) {
            Shop shop = new Shop(DB, data, stripe);
            CommandRunner reckon = new CommandRunner(data, DB.settings());
            reckon.clean("price import " + Files.writeString(data.resolve("book.yaml"), BOOK));

            String refunded = charge(shop, "5000", "one");
            shop.cashier().refund(refunded, new Cents(2000), new Reference("back"), Shop.ADA);
            stripe.mood(Mood.MOVES_MONEY_AND_FAILS);
            charge(shop, "3000", "two");
            shop.cashier().refund(refunded, new Cents(500), new Reference("back-2"), Shop.ADA);
            stripe.mood(Mood.DECLINES);
            charge(shop, "700", "three");
            stripe.mood(Mood.ANSWERS);
            String disputed = charge(shop, "1100", "four");
            assertThat(shop.breaks(shop.sweep())).isEmpty();
            shop.inbox().take("stripe", stripe.dispute("charge.dispute.created", disputed, "dp_1", "needs_response"));
            shop.inbox().take("stripe", stripe.dispute("charge.dispute.closed", disputed, "dp_1", "lost"));
            String again = charge(shop, "900", "five");
            shop.inbox().take("stripe", stripe.paidAgain(again, 900));
            shop.inbox().take("stripe", stripe.refundedByHand(again, 900));
            monthsThatStripeRenews(shop, stripe);
            // What a lost dispute leaves uncovered is known once its chargeback is settled.
            assertThat(shop.breaks(shop.sweep())).containsExactly("disputed-not-booked 11.00", "refund-failed 4.00");

            toldByNobodyKnown(shop, stripe, reckon);
            // Charged in the dashboard; the double knows nothing of it.
            reckon.clean("wallet top-up " + shop.account + " 3.00 --gateway stripe --gateway-ref pi_dashboard");
            reckon.clean("account create planned");
            reckon.clean("plan subscribe planned starter --gateway stripe --gateway-ref pi_planned");
            reckon.at(Instant.parse("2099-01-02T00:00:00Z")).clean("settle --watermark 2099-01-01");
            assertThat(shop.breaks(shop.sweep())).containsExactly("refund-failed 4.00");

            // 50 + 30 + 11 + 9 + 3 + 10 received, 20 + 5 refunded, 11 disputed; of the month's 10, 3 + 1 refunded and 2
            // disputed.
            assertThat(balance("Assets:Clearing:Stripe")).isEqualTo("81");
            assertThat(stripe.left().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(6800);
            // The refund of 4 that failed is income again, from where it was taken: the month had ended.
            assertThat(balance("Liabilities:CustomerCredit:Paid")).isEqualTo("-67");
            assertThat(balance("Liabilities:CustomerCredit:Bonus")).isEqualTo("-13.4");
            assertThat(balance("Liabilities:DeferredIncome:Subscription")).isEqualTo("0");
            assertThat(balance("Income:Subscription")).isEqualTo("-14");
            CommandRunner.Ran verified = reckon.run("verify");
            assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        }
    }

    /** Its gateway never had the money: recorded as sent back, it leaves clearing again, and its bonus goes with it. */
    private static void toldByNobodyKnown(Shop shop, StripeDouble stripe, CommandRunner reckon) {
        stripe.mood(Mood.DEMANDS_3DS);
        String forged = charge(shop, "1300", "six");
        stripe.mood(Mood.ANSWERS);
        shop.inbox()
                .take(
                        "stripe",
                        StripeWebhooks.signed(
                                "payment_intent.succeeded",
                                StripeWebhooks.foreignPayment("pi_forged", 1300, "usd", forged),
                                Instant.now(),
                                StripeWebhooks.SECRET));
        shop.process();
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).contains("missing-at-gateway 13.00");
        reckon.clean("wallet refund " + forged + " --reason 'never paid'");
        reckon.clean("payment close missing-at-gateway:" + forged + ":pi_forged --reason 'never paid'");
    }

    /** Told by payment intents, which the books do not know: the month is known by its invoice. */
    private static void monthsThatStripeRenews(Shop shop, StripeDouble stripe) {
        String first = shop.cashier()
                .charge(
                        new ChargeOrder(
                                shop.account,
                                GatewayName.STRIPE,
                                Purpose.PLAN_CYCLE,
                                Optional.of("starter"),
                                new Cents(1000),
                                new Means.CheckoutPage(""),
                                new Reference("plan")),
                        Shop.ADA)
                .intent()
                .id();
        Delivery month = stripe.invoicePaid(first, "sub_1", "in_1", 1000);
        Delivery refund = stripe.monthRefunded("in_1", 300);
        Delivery dispute = stripe.monthDisputed("in_1", "dp_month", 200);
        Delivery more = stripe.monthRefunded("in_1", 100);
        Delivery failing = stripe.monthRefunded("in_1", 400);
        List<Delivery> failed = stripe.refundFails(stripe.newestRefund());
        for (Delivery told : List.of(refund, stripe.monthPaid("in_1"), dispute, month, more, failing)) {
            shop.inbox().take("stripe", told);
        }
        shop.process();
        failed.forEach(told -> shop.inbox().take("stripe", told));
        assertThat(shop.process().waiting()).isZero();
    }

    private static String charge(Shop shop, String cents, String key) {
        shop.sweep();
        return shop.cashier()
                .charge(shop.order(GatewayName.STRIPE, cents, CARD, key), Shop.ADA)
                .intent()
                .id();
    }

    private static String balance(String account) {
        return DB.database()
                .jdbc()
                .sql(
                        "SELECT trim_scale(coalesce(sum(balance), 0))::text FROM reports.ledger_balance WHERE ledger_account = ?")
                .param(account)
                .query(String.class)
                .single();
    }

    private static final String BOOK =
            """
            price_book: 1
            per: 1000000
            mark_up: 1.25
            models:
              - provider: openai
                model: openai/m
                type: llm
                effective_from: 2026-01-01T00:00:00Z
                components: {input: 2.00, output: 8.00}
            """;
}
