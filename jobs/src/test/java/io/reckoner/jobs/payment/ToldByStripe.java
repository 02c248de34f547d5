package io.reckoner.jobs.payment;

import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop that hears from Stripe over HTTP. */
abstract class ToldByStripe extends AtStripe {
    WebhookDoor door;

    ToldByStripe(TestDatabase database, Path folder) {
        super(database, folder);
    }

    @BeforeEach
    final void openTheDoor() {
        door = new WebhookDoor(shop);
    }

    @AfterEach
    final void closeTheDoor() {
        door.close();
    }

    /** Hands a webhook in; returns the status of the answer. */
    final int deliver(Delivery delivery) {
        return door.deliver("stripe", delivery);
    }

    /** A page on which the customer has paid, and of which nothing is told yet; returns its intent. */
    final String pageThatIsPaid(String cents) {
        Standing open =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, cents, PAGE, "p" + shop.account), Shop.ADA);
        stripe.customerPays(open.intent().id());
        return open.intent().id();
    }

    final long count(String sql, String parameter) {
        return shop.jdbc().sql(sql).param(parameter).query(Long.class).single();
    }
}
