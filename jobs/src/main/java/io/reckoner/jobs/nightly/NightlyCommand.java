package io.reckoner.jobs.nightly;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.compensation.CompensationJob;
import io.reckoner.jobs.nightly.SettleOptions.Trouble;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The whole night: settle what has arrived, give back what rules of compensation say, top up by itself, then merge small files. */
@Command(
        name = "nightly",
        description =
                "The whole night: settles what has arrived up to the watermark, gives back what rules of compensation say,"
                        + " tops up by itself, then merges small files.",
        footerHeading = "%nExample:%n",
        footer = "  reckon nightly --intake /var/log/gateway/sealed --fail-on refused,missing,suspense")
public final class NightlyCommand extends Verb {
    @Mixin
    private SettleOptions options = new SettleOptions();

    @Override
    protected Exit run(Session session) {
        Settlements settlements = Settlements.of(session);
        Set<Trouble> found = SettleCommand.settle(session, settlements, options);
        new CompensationJob(session).run(new Act("nightly", "")).forEach(session.output()::say);
        try {
            SettleCommand.topUp(session);
        } finally { // an account that cannot be topped up keeps no files unmerged
            session.output().say(settlements.upkeep());
        }
        return options.exit(found);
    }
}
