package io.reckoner.jobs.cli;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Sets up an installation: folders, a settings file to fill in, the database. Doing it again does no harm. */
@Command(
        name = "init",
        description = "Sets up an installation: folders, settings file, database. Doing it again does no harm.",
        footerHeading = "%nExample:%n",
        footer = "  reckon init --data /srv/reckon")
final class InitCommand extends Verb {
    @Override
    protected Exit run(Session session) throws IOException {
        Path root = session.newData().root();
        Path settings = session.data().settingsFile();
        if (!Files.exists(settings)) {
            Files.writeString(settings, Settings.template(Sections.ALL));
        }
        String address = session.database().address();
        session.output().say("Installation in " + root + ", database " + address + ".");
        session.output().say("Settings are in " + settings + ".");
        return Exit.CLEAN;
    }
}
