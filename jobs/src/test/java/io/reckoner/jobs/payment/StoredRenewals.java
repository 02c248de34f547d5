package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.plan.DueRenewal;
import io.reckoner.jobs.plan.PlanSettings;
import io.reckoner.jobs.plan.Renewals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Months at Stripe that are due, and are charged by the card that paid the one before. */
abstract class StoredRenewals extends AtStripe {
    static final PlanSettings PLANS = new PlanSettings(4, Duration.ofDays(2));

    StoredRenewals(TestDatabase database, Path folder) {
        super(database, folder);
    }

    /** Buys the first month, and tells how long from now the next one is due. */
    final DueRenewal subscribed(Means means) {
        Standing first = shop.cashier().charge(shop.month(GatewayName.STRIPE, means, "first" + shop.account), Shop.ADA);
        if (means instanceof Means.CheckoutPage) {
            stripe.customerPays(first.intent().id());
            shop.sweep();
        }
        List<DueRenewal> due = due(Duration.ofDays(31));
        assertThat(due).hasSize(1);
        return due.getFirst();
    }

    final List<DueRenewal> due(Duration later) {
        return new Renewals(shop.jdbc(), PLANS)
                .due(Instant.now().plus(later)).stream()
                        .filter(each -> each.account().equals(shop.account))
                        .toList();
    }

    final List<String> ask(DueRenewal due) {
        StoredRenewal renewal = new StoredRenewal(shop.database, shop.cashier(), PLANS, Duration.ofDays(1));
        renewal.ask(due);
        return renewal.sentences();
    }

    final String intent(DueRenewal due) {
        return shop.jdbc()
                .sql("SELECT intent_id FROM payment_intent WHERE idempotency_key = ?")
                .param(due.reference())
                .query(String.class)
                .single();
    }

    final long cycles() {
        return shop.jdbc()
                .sql("SELECT count(*) FROM cycle WHERE account_id = ?")
                .param(shop.account)
                .query(Long.class)
                .single();
    }
}
