package io.reckoner.jobs.cli;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.plan.Plans;
import io.reckoner.jobs.rating.PriceBooks;
import io.reckoner.jobs.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "init",
        description = "Sets up an installation: folders, settings file, database, plans. Doing it again does no harm.",
        footerHeading = "%nExample:%n",
        footer = "  reckon init --data /srv/reckon")
final class InitCommand extends Verb {
    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) throws IOException {
        Path root = session.newData().root();
        Path settings = session.data().settingsFile();
        if (!Files.exists(settings)) {
            Files.writeString(settings, Settings.template(Sections.ALL));
        }
        session.database().inTransaction(jdbc -> new Plans(jdbc).addShipped(act.act()));
        Output output = session.output();
        output.say(
                "Installation in " + root + ", database " + session.database().address() + ".");
        output.say(
                "Settings: " + settings + ". Usage logs go to " + session.data().intake() + ".");
        if (new PriceBooks(session.database().jdbc()).newest().isEmpty()) {
            output.say(
                    "Next: reckon price import FILE (docs/price-book.md), reckon account create, reckon key create.");
        }
        return Exit.CLEAN;
    }
}
