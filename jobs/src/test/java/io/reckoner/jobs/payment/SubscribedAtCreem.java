package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.creem.CreemDouble;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop whose account has a subscription that Creem renews, and is in its first month. */
abstract class SubscribedAtCreem {
    private final TestDatabase database;
    private final Path folder;
    CreemDouble creem;
    Shop shop;
    CommandRunner reckon;
    String first;

    SubscribedAtCreem(TestDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    @BeforeEach
    final void subscribedAtCreem() {
        creem = new CreemDouble(1000);
        shop = new Shop(database, folder, creem);
        reckon = new CommandRunner(folder, database.settings());
        first = charge(Purpose.PLAN_CYCLE, "starter", 1000).intent().id();
        paid(first, 1, 1000, Instant.now());
        assertThat(cycles()).containsExactly("starter");
    }

    @AfterEach
    final void close() {
        // What this test left open is not the next one's affair.
        creem.mood(Mood.ANSWERS);
        shop.sweep();
        creem.close();
    }

    final Standing charge(Purpose purpose, String plan, long cents) {
        return shop.cashier()
                .charge(
                        new ChargeOrder(
                                shop.account,
                                GatewayName.CREEM,
                                purpose,
                                Optional.of(plan),
                                new Cents(cents),
                                new Means.CheckoutPage("prod_1"),
                                new Reference(plan + shop.account)),
                        Shop.ADA);
    }

    final void paid(String intent, int month, long cents, Instant at) {
        take(creem.subscriptionPaid(intent, "tran_" + month + intent, cents, "USD", at));
    }

    final void take(Delivery delivery) {
        assertThat(shop.inbox().take("creem", delivery)).contains(new Verdict.Genuine());
        shop.process();
    }

    final List<String> cycles() {
        return texts("SELECT plan_code FROM cycle WHERE account_id = ? ORDER BY recorded_at");
    }

    /** What became of the asked endings, in order. */
    final List<String> endings() {
        return texts(
                """
                SELECT o.state || ' ' || i.target_ref FROM payment_intent i JOIN payment_outcome o USING (intent_id)
                WHERE i.account_id = ? AND i.kind = 'cancel_subscription' ORDER BY i.recorded_at, o.outcome_no
                """);
    }

    final List<String> renewable() {
        return texts("SELECT plan_code FROM subscription WHERE account_id = ? AND cancelled_at IS NULL ORDER BY 1");
    }

    final List<String> texts(String sql) {
        return shop.jdbc().sql(sql).param(shop.account).query(String.class).list();
    }

    final List<String> breaks() {
        return shop.breaks(shop.sweep());
    }
}
