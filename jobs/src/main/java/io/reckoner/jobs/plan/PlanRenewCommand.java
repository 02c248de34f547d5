package io.reckoner.jobs.plan;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "renew",
        description = "Records the payment of a subscription's next month. One paid late keeps its boundaries.",
        footerHeading = "%nExample:%n",
        footer = "  reckon plan renew acme --ref bank-2026-0207")
final class PlanRenewCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Whose subscription.")
    private String account = "";

    @Mixin
    private PaymentOptions payment = new PaymentOptions();

    @Override
    protected Exit run(Session session) {
        PaymentOptions.show(session.output(), account, session.database().inTransaction(jdbc -> new Subscriptions(jdbc)
                .renew(account, Optional.empty(), payment.confirmation(), payment.act())));
        return Exit.CLEAN;
    }
}
