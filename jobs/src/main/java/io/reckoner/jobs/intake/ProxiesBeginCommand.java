package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a proxy over in the middle of its life: its log begins here with a number other than 1. */
@Command(
        name = "begin",
        description = {
            "Says that what a proxy logged before this number was settled elsewhere: its log begins here with it.",
            "Earlier segments are refused. Only before anything of the proxy counts towards the watermark."
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon proxies begin eu-1 --with 4711 --reason \"settled by the old system up to 4710\"")
final class ProxiesBeginCommand extends Verb {
    @Parameters(paramLabel = "PROXY", description = "Its name, as in the names of its segments.")
    private String proxy = "";

    @Option(
            names = "--with",
            required = true,
            paramLabel = "N",
            description = "Number of the first segment that counts.")
    private long first;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        SegmentName begin = name();
        Act by = act.act().withReason("letting a proxy begin in the middle");
        session.database().inTransaction(jdbc -> {
            new Proxies(jdbc).begin(begin, session.clock().instant(), by);
            return begin;
        });
        session.output().say("The log of proxy " + proxy + " begins with segment " + first + ".");
        return Exit.CLEAN;
    }

    private SegmentName name() {
        try {
            return new SegmentName(proxy, first);
        } catch (IllegalArgumentException e) {
            throw new Refusal(e.getMessage() + ".");
        }
    }
}
