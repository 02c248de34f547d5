package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.creem.CreemDouble;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recorded here as paid, and Creem does not have, is named until it is there or closed. */
class AbsentAtCreemTest extends AtCreem {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    AbsentAtCreemTest() {
        super(DB, data);
    }

    private CommandRunner reckon;

    @BeforeEach
    void atTheCommandLine() {
        reckon = new CommandRunner(data, DB.settings());
    }

    private String page(Shop at, boolean isMonth) {
        Means page = new Means.CheckoutPage(isMonth ? "prod_monthly" : "prod_1");
        ChargeOrder order = isMonth
                ? at.month(GatewayName.CREEM, page, (isMonth ? "m" : "p") + at.account)
                : at.order(GatewayName.CREEM, "1000", page, (isMonth ? "m" : "p") + at.account);
        return at.cashier().charge(order, Shop.ADA).intent().id();
    }

    @ParameterizedTest(name = "[{index}] a forged {0}")
    @CsvSource({"order, ord_forged", "month, tran_forged"})
    void whatIsPaidHereAndNotThereIsNamedUntilItIsClosed(String what, String id) {
        boolean isMonth = what.equals("month");
        String intent = page(shop, isMonth);
        String payment = id + shop.account;
        take(isMonth ? forgedMonth(intent, payment) : forgedOrder(intent, payment));
        shop.process();
        assertThat(shop.lots()).isNotEmpty();
        for (Patience patience : List.of(Shop.READS_LISTS, Shop.READS_LISTS, Shop.IMPATIENT)) {
            Sweep.Swept swept = shop.sweep(patience);
            assertThat(shop.breaks(swept)).containsExactly("missing-at-gateway 10.00");
            assertThat(swept.breaks()).anySatisfy(each -> assertThat(each.detail())
                    .isEqualTo("payment " + payment + " is recorded as paid: the gateway has never heard of it"));
        }
        reckon.clean("wallet refund " + intent + " --reason 'never paid'");
        reckon.clean("payment close missing-at-gateway:" + intent + ":" + payment + " --reason 'credit taken back'");
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what Creem answers about the payment | the break
                    nothing                                | undecided 10.00
                    that it has it                         |
                    """)
    void aPaymentThatCreemDoesNotListAnyMoreIsAskedForByItsOrder(String answer, String named) {
        try (CreemDouble old = new CreemDouble(1000, () -> Instant.now().minus(Duration.ofDays(90)))) {
            Shop other = new Shop(DB, data, old);
            for (boolean isMonth : List.of(false, true)) {
                String intent = page(other, isMonth);
                old.customerPays(intent);
                // Told now, of a payment that is too old for the list.
                assertThat(other.inbox().take("creem", isMonth ? old.firstMonth(intent) : old.completed(intent)))
                        .contains(new Verdict.Genuine());
            }
            other.process();
            boolean isSilent = answer.equals("nothing");
            old.moods(request -> isSilent && isOfOnePayment(request) ? Mood.ANSWERS_NOTHING_AT_ALL : Mood.ANSWERS);
            other.sweep(Shop.READS_LISTS);
            assertThat(other.breaks(other.sweep()))
                    .containsExactlyElementsOf(named == null ? List.of() : List.of(named, named));
            old.mood(Mood.ANSWERS);
            assertThat(other.breaks(other.sweep(Shop.READS_LISTS))).isEmpty();
            assertThat(old.requests()).anyMatch(AbsentAtCreemTest::isOfOnePayment);
        }
    }

    private static boolean isOfOnePayment(GatewayServer.Request request) {
        return request.form().containsKey("order_id") || request.form().containsKey("transaction_id");
    }

    @Test
    void aPaymentThatWentBackSinceIsThereAllTheSame() {
        String intent = page(shop, false);
        creem.customerPays(intent);
        take(creem.completed(intent));
        take(creem.refunded(intent, 1210));
        creem.sentBackAtCreem(intent);
        shop.process();
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
    }

    private static Delivery forgedOrder(String intent, String order) {
        return CreemDouble.event(
                "checkout.completed",
                """
                {"id":"ch_forged","object":"checkout","request_id":"%s","status":"completed",
                 "order":{"id":"%s","object":"order","amount":1000,"amount_paid":1210,"tax_amount":210,"currency":"USD","status":"paid",
                          "type":"onetime"}}
                """
                        .formatted(intent, order));
    }

    private static Delivery forgedMonth(String intent, String transaction) {
        return CreemDouble.event(
                "subscription.paid",
                """
                {"id":"sub_forged","object":"subscription","status":"active","product":{"id":"prod_monthly","currency":"USD"},
                 "last_transaction_id":"%s","last_transaction_date":"%s","metadata":{"reckon_intent":"%s"},
                 "last_transaction":{"id":"%s","amount":1000,"amount_paid":1210,"tax_amount":210,"currency":"USD","status":"paid"}}
                """
                        .formatted(transaction, Instant.now(), intent, transaction));
    }
}
