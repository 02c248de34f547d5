package io.reckoner.jobs.nightly;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;

/** Merges small files of facts and index. */
@Command(
        name = "compact",
        description = "Merges small files of facts and index, and removes replaced ones. Changes no figure.",
        footerHeading = "%nExample:%n",
        footer = "  reckon compact")
public final class CompactCommand extends Verb {
    @Override
    protected Exit run(Session session) {
        Settlements settlements = Settlements.of(session);
        session.output().say(settlements.upkeep());
        return Exit.CLEAN;
    }
}
