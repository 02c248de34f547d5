package io.reckoner.jobs.payment;

import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop that takes its money by Stripe: for each test another account, and a Stripe of its own. */
abstract class AtStripe {
    static final Means CARD = new Means.StoredMethod("cus_1", "pm_1");
    static final Means PAGE = new Means.CheckoutPage("");

    private final TestDatabase database;
    private final Path folder;
    StripeDouble stripe;
    Shop shop;

    AtStripe(TestDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    @BeforeEach
    final void open() {
        stripe = new StripeDouble();
        shop = new Shop(database, folder, stripe);
    }

    @AfterEach
    final void close() {
        stripe.close();
    }

    /** A charge of 50.00 on the card; returns its intent. */
    final String paid(String key) {
        return shop.cashier()
                .charge(shop.order(GatewayName.STRIPE, "5000", CARD, key + shop.account), Shop.ADA)
                .intent()
                .id();
    }

    /** What went back of a payment. */
    final List<String> sentBack(String intent) {
        return shop.jdbc()
                .sql("SELECT kind || ' ' || amount::numeric(9, 2) FROM payment_reversal WHERE payment_id = ? "
                        + "ORDER BY recorded_at, acts_at")
                .param(intent)
                .query(String.class)
                .list();
    }
}
