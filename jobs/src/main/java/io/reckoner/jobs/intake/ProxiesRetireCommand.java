package io.reckoner.jobs.intake;

import io.reckoner.jobs.act.Act;
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
            new Proxies(jdbc).retire(proxy, session.clock().instant(), by);
            return proxy;
        });
        session.output().say("Proxy " + proxy + " is retired.");
        return Exit.CLEAN;
    }
}
