package io.reckoner.jobs.intake;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says that a proxy will send nothing more: the watermark no longer waits for it. */
@Command(
        name = "retire",
        description = "Says that a proxy will send nothing more: the watermark no longer waits for it.",
        footerHeading = "%nExample:%n",
        footer = "  reckon proxies retire eu-2 --reason \"replaced by eu-3\"")
final class ProxiesRetireCommand extends Verb {
    @Parameters(paramLabel = "PROXY", description = "Its name, as reckon proxies list shows it.")
    private String proxy = "";

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Act by = act.act().withReason("retiring a proxy");
        session.database().inTransaction(jdbc -> {
            int changed = new SegmentTable(jdbc).retire(proxy, session.clock().instant(), by.actor(), by.reason());
            if (changed == 0) {
                throw new Refusal("there is no live proxy \"" + proxy + "\". See reckon proxies list.");
            }
            new ActTable(jdbc).add(by, session.clock().instant(), "proxies retire", proxy, "");
            return changed;
        });
        session.output().say("Proxy " + proxy + " is retired.");
        return Exit.CLEAN;
    }
}
