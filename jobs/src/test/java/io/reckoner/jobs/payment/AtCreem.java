package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.creem.CreemDouble;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop that takes its money by Creem: for each test another account, and a Creem of its own, where everything costs 10.00. */
abstract class AtCreem {
    static final Means PAGE = new Means.CheckoutPage("prod_1");

    private final TestDatabase database;
    private final Path folder;
    CreemDouble creem;
    Shop shop;

    AtCreem(TestDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    @BeforeEach
    final void open() {
        creem = new CreemDouble(1000);
        shop = new Shop(database, folder, creem);
    }

    @AfterEach
    final void close() {
        creem.close();
    }

    final void take(Delivery delivery) {
        assertThat(shop.inbox().take("creem", delivery)).contains(new Verdict.Genuine());
    }

    final long cycles() {
        return shop.jdbc()
                .sql("SELECT count(*) FROM cycle WHERE account_id = ?")
                .param(shop.account)
                .query(Long.class)
                .single();
    }
}
