package io.reckoner.jobs.topup;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.Shop;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop whose accounts may be topped up by a stored card. */
abstract class AutoTopUpAtStripe {
    private final TestDatabase database;
    private final Path folder;
    StripeDouble stripe;
    Shop shop;
    CommandRunner reckon;

    AutoTopUpAtStripe(TestDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    @BeforeEach
    final void open() {
        stripe = new StripeDouble();
        shop = new Shop(database, folder, stripe);
        reckon = new CommandRunner(folder, database.settings())
                .with("RECKON_STRIPE_API_KEY", "sk_test_double")
                .with("RECKON_STRIPE_URL", stripe.url());
    }

    /** Rules of other tests must not meet this one's double. */
    @AfterEach
    final void close() {
        reckon.run("wallet auto pause " + shop.account + " --reason over");
        stripe.close();
    }

    final String rule(String options) {
        return "wallet auto set " + shop.account + " --gateway stripe --customer cus_1 --method pm_1 " + options;
    }

    final List<String> judge(Duration later) {
        return new AutoTopUpJob(shop.database, shop.cashier())
                .run(new AutoTopUpView(shop.jdbc()).now().plus(later)).stream()
                        .filter(sentence -> sentence.contains("account " + shop.account + ":")
                                || sentence.contains("account " + shop.account + " "))
                        .toList();
    }

    final long charges() {
        return stripe.requests().stream()
                .filter(each -> each.method().equals("POST"))
                .count();
    }

    final String state() {
        return reckon.clean("wallet auto show --format csv " + shop.account)
                .lines()
                .get(1);
    }
}
