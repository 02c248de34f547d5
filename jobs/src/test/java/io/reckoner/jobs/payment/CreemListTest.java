package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Creem's own list of transactions tells that no webhook has told. */
class CreemListTest extends AtCreem {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

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

    private static List<String> references(Sweep.Swept swept) {
        return swept.breaks().stream().map(Break::reference).toList();
    }
}
