package io.reckoner.jobs.plan;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "subscribe",
        description = "Records the payment of a plan's first month, or of a pass, and opens its cycle.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon plan subscribe acme starter --ref bank-2026-0118",
            "  reckon plan subscribe acme pro --pass --at 2026-03-01T08:00:00Z --ref bank-2026-0119",
            "  reckon plan subscribe acme starter --gateway stripe --gateway-ref pi_3N7"
        })
final class PlanSubscribeCommand extends Verb {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Who subscribes.")
    private String account = "";

    @Parameters(index = "1", paramLabel = "PLAN", description = "Code of the plan: see reckon plan list.")
    private String plan = "";

    @Option(names = "--pass", description = "Once, for 30 days, instead of month after month.")
    private boolean pass;

    @Mixin
    private PaymentOptions payment = new PaymentOptions();

    @Override
    protected Exit run(Session session) {
        PaymentOptions.show(
                session.output(),
                account,
                session.database()
                        .inTransaction(jdbc -> buy(jdbc, session.clock().instant())));
        return Exit.CLEAN;
    }

    private Subscriptions.Paid buy(JdbcClient jdbc, Instant now) {
        RecordedPayments payments = new RecordedPayments(jdbc);
        return pass
                ? payments.pass(account, plan, payment.way(jdbc, now), payment.act())
                : payments.subscribe(account, plan, payment.way(jdbc, now), payment.act());
    }
}
