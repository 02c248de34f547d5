package io.reckoner.jobs.plan;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "renew",
        description = "Records the payment of a subscription's next month. One paid late keeps its boundaries.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon plan renew acme --ref bank-2026-0207",
            "  reckon plan renew acme --gateway creem --gateway-ref tran_7Q1",
            "  reckon plan renew acme --declined --ref card-2026-0207-1"
        })
final class PlanRenewCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Whose subscription.")
    private String account = "";

    @Option(
            names = "--declined",
            description = "The charge was declined: counts the attempt, grants nothing. After the last the plan ends.")
    private boolean declined;

    @Mixin
    private PaymentOptions payment = new PaymentOptions();

    @Override
    protected Exit run(Session session) {
        if (declined) {
            return declined(session);
        }
        Instant now = session.clock().instant();
        PaymentOptions.show(
                session.output(), account, session.database().inTransaction(jdbc -> new RecordedPayments(jdbc)
                        .renew(account, payment.way(jdbc, now), payment.act())));
        return Exit.CLEAN;
    }

    private Exit declined(Session session) {
        PlanSettings settings = session.settings(PlanSettings.class);
        Instant now = session.clock().instant();
        Renewals.Declined done = session.database().inTransaction(jdbc -> {
            Optional<Instant> declinedAt = payment.declinedAt(jdbc, now);
            return new Renewals(jdbc, settings).declinedByHand(account, declinedAt, payment.reference(), payment.act());
        });
        String next = done.nextAt()
                .map(at -> "The next is due at " + at + "; nothing is granted until it is paid.")
                .orElse("It was the last: the subscription has ended.");
        session.output()
                .say("Attempt " + done.attempt() + " of " + done.attempts() + " at renewing account " + account
                        + " declined. " + next);
        return Exit.CLEAN;
    }
}
