package io.reckoner.acceptance.year;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.compensation.CompensationJob;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.nightly.Progress;
import io.reckoner.jobs.nightly.RunRequest;
import io.reckoner.jobs.nightly.Settlements;
import io.reckoner.jobs.payment.PaymentDesk;
import io.reckoner.jobs.payment.WebhookController;
import io.reckoner.jobs.payment.creem.CreemDouble;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import io.reckoner.jobs.topup.AutoTopUpJob;
import io.reckoner.jobs.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An installation that takes payments and serves, with everybody it talks to. */
final class World implements AutoCloseable {
    /** What a month of the plan costs that Creem sells, in cents; also what its one-off product costs. */
    static final long CREEM_PRICE = 1_000;

    private static final long SECONDS_OF_A_DAY = 86_400;

    /** A budget that binds; and a plan that leaves what is beyond it to the operator. */
    private static final String PLANS =
            """
            plan_catalogue: 1
            plans:
              - code: tight
                name: Tight
                price: 5.00
                credits: 500
                budget_multiplier: 0.3
                daily_cap: 100
                weekly_cap: 150
                caps: main+backup
                models: ["*"]
              - code: closed
                name: Closed
                price: 8.00
                credits: 100
                renewal_bonus: 0.1
                backup_multiplier: 0
                models: ["*"]
                overflow: none
            """;

    private static final String COMPENSATION =
            """
            rules:
              - name: server-error
                when:
                  outcomes: [upstream_error]
                  status: {from: 500, to: 599}
                give_back: 1
                at_most: {event: 0.40, account_month: 2.00}
                expires_after_days: 20
            """;

    private final TestDatabase test = new TestDatabase().open();
    final LifeClock clock;
    final CommandRunner reckon;
    final Session session;
    final StripeDouble stripe;
    final CreemDouble creem;
    final Settlements settlements;
    final PaymentDesk desk;
    private final WebServer web;

    /** @param start when it is set up */
    World(Path root, Instant start) throws IOException {
        clock = LifeClock.over(test, start);
        stripe = new StripeDouble(clock);
        creem = new CreemDouble(CREEM_PRICE, clock);
        reckon = new CommandRunner(root, test.settings())
                .with("RECKON_STRIPE_API_KEY", "sk_test_double")
                .with("RECKON_STRIPE_WEBHOOK_SECRET", StripeWebhooks.SECRET)
                .with("RECKON_STRIPE_URL", stripe.url())
                .with("RECKON_CREEM_API_KEY", "creem_double")
                .with("RECKON_CREEM_WEBHOOK_SECRET", CreemDouble.SECRET)
                .with("RECKON_CREEM_URL", creem.url())
                .with("RECKON_PAYMENT_TIMEOUT", "2s")
                .with("RECKON_PAYMENT_LIST_EVERY", "11h")
                .with("RECKON_CREDIT_TOPUP_BONUS_EXPIRY", "25d")
                .with("RECKON_SETTLEMENT_BUCKETS", "4")
                .by(clock);
        reckon.clean("init");
        reckon.clean("price import --example --confirm");
        reckon.clean("plan import " + Files.writeString(root.resolve("plans.yaml"), PLANS));
        reckon.clean("compensation import " + Files.writeString(root.resolve("rules.yaml"), COMPENSATION)
                + " --reason insurance");
        session = reckon.session();
        settlements = Settlements.of(session);
        desk = PaymentDesk.of(session);
        web = WebServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(new WebhookController(desk.inbox())));
    }

    String url() {
        return web.url();
    }

    Database database() {
        return session.database();
    }

    JdbcClient jdbc() {
        return session.database().jdbc();
    }

    Path intake() {
        return session.data().intake();
    }

    static Act by(String actor) {
        return new Act(actor, "as life goes");
    }

    /** An act in one transaction; says why where it is refused. */
    Optional<String> act(Consumer<JdbcClient> work) {
        try {
            database().inTransaction(jdbc -> {
                work.accept(jdbc);
                return jdbc;
            });
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /** What the command nightly does, in its order, but for the merging of files. */
    void night(Optional<Instant> watermark) {
        settlements.run(new RunRequest(intake(), watermark, Optional.empty(), by("night")), Progress.NONE);
        if (clock.instant().getEpochSecond() / SECONDS_OF_A_DAY % 3 == 0) {
            new CompensationJob(session).run(by("night"));
        }
        AutoTopUpJob.of(session).run();
    }

    @Override
    public void close() {
        web.close();
        session.close();
        stripe.close();
        creem.close();
        test.close();
    }
}
