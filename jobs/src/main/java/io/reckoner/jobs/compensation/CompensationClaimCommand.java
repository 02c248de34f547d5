package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.report.SettledUsage;
import io.reckoner.reports.compensation.FailedEvent;
import io.reckoner.reports.compensation.FailedEventQuery;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.FactsSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "claim",
        description =
                "Takes down that a customer asks back what an event has cost. Nothing is given until it is decided.",
        footerHeading = "%nExample:%n",
        footer = "  reckon compensation claim acme req_8812 --reason \"answer was cut off, ticket 551\"")
final class CompensationClaimCommand extends Verb {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Whose event.")
    private String account = "";

    @Parameters(index = "1", paramLabel = "EVENT", description = "Its id in the usage log.")
    private String event = "";

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        FailedEvent claimed = find(session);
        long number = session.database().inTransaction(jdbc -> new Claims(jdbc).file(claimed, act.act()));
        session.output()
                .say("Claim " + number + ": " + claimed.charge() + " USD borne by " + account + ", "
                        + claimed.sourceFile() + ":" + claimed.sourceLine()
                        + ". Decide it with: reckon compensation decide " + number + ".");
        return Exit.CLEAN;
    }

    private FailedEvent find(Session session) {
        try (FactsSession facts = SettledUsage.facts(session, FactScope.of(account))) {
            return FailedEventQuery.of(facts, account, event).stream()
                    .findFirst()
                    .orElseThrow(() -> new Refusal("account " + account + " has no settled event " + event
                            + ". Look for it with: reckon sql, or wait until it is settled."));
        }
    }
}
