package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Creem's own list of transactions tells that no webhook has told. */
class CreemListTest extends AtCreem {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private static final Patience WAITS_LONG = new Patience(
            Duration.ofDays(1), Duration.ofDays(30), Duration.ofHours(24), Duration.ZERO, Duration.ofDays(3));

    CreemListTest() {
        super(DB, data);
    }

    @Test
    void whatNoWebhookHasToldIsFoundInCreemsListOnce() {
        ChargeOrder order = shop.month(GatewayName.CREEM, new Means.CheckoutPage("prod_monthly"), "l" + shop.account);
        String intent = shop.cashier().charge(order, Shop.ADA).intent().id();
        creem.customerPays(intent);
        take(creem.firstMonth(intent));
        shop.process();
        String untold = creem.nextMonthUntold(intent);
        for (int reading = 0; reading < 2; reading++) {
            assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
            assertThat(cycles()).isEqualTo(2);
        }
        take(creem.subscriptionPaid(intent, untold, 1000, "USD"));
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
        assertThat(cycles()).isEqualTo(2);
    }

    @Test
    void anOrderThatBelongsToNothingHereIsNamedUntilItDoes() {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.CREEM, "1000", PAGE, "u" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        creem.customerPays(intent);
        String reference = "unknown-payment:creem-" + creem.order(intent);
        assertThat(references(shop.sweep(Shop.READS_LISTS))).contains(reference);
        assertThat(shop.credit()).isEqualByComparingTo("0");
        assertThat(references(shop.sweep())).doesNotContain(reference);
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
        assertThat(references(shop.sweep(Shop.READS_LISTS))).doesNotContain(reference);
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # field    | what its break says
                    created_at | created_at is no time
                    status     | it has no status
                    currency   | the currency is no currency code; only USD is taken
                    """)
    void aTransactionThatLacksAFieldIsOneBreakAndTheOthersAreTakenIn(String field, String fault) {
        ChargeOrder order = shop.month(GatewayName.CREEM, new Means.CheckoutPage("prod_monthly"), "t" + shop.account);
        String intent = shop.cashier().charge(order, Shop.ADA).intent().id();
        creem.customerPays(intent);
        take(creem.firstMonth(intent));
        shop.process();
        String odd = creem.nextMonthUntold(intent);
        creem.listsWithout(field, odd);
        creem.nextMonthUntold(intent);
        // What has no time is named at once, however long others may wait.
        Patience patience = field.equals("created_at") ? WAITS_LONG : Shop.READS_LISTS;
        for (int reading = 0; reading < 2; reading++) {
            Sweep.Swept swept = shop.sweep(patience);
            assertThat(swept.breaks())
                    .filteredOn(each -> each.subject().equals("creem-" + odd))
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.kind()).isEqualTo(Break.Kind.UNKNOWN_PAYMENT);
                        assertThat(each.detail()).isEqualTo("transaction " + odd + ": " + fault);
                    });
            assertThat(swept.breaks()).noneMatch(each -> each.kind() == Break.Kind.UNDECIDED);
            assertThat(cycles()).isEqualTo(2);
        }
        creem.listsWithout("", odd);
        assertThat(references(shop.sweep(Shop.READS_LISTS))).doesNotContain("unknown-payment:creem-" + odd);
        assertThat(cycles()).isEqualTo(3);
    }

    private static List<String> references(Sweep.Swept swept) {
        return swept.breaks().stream().map(Break::reference).toList();
    }
}
