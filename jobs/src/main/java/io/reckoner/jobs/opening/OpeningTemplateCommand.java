package io.reckoner.jobs.opening;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "template",
        description = "Writes the files of an import with their headers and no row. Those you do not need, delete.",
        footerHeading = "%nExample:%n",
        footer = "  reckon opening template cut-over")
final class OpeningTemplateCommand extends Verb {
    @Parameters(paramLabel = "FOLDER", description = "Made if it is missing; files in it stay as they are.")
    private Path folder = Path.of("opening");

    @Override
    protected Exit run(Session session) throws IOException {
        Files.createDirectories(folder);
        for (OpeningFile file : OpeningFile.values()) {
            Path path = folder.resolve(file.fileName());
            if (Files.exists(path)) {
                throw new Refusal(path + " is there already. Nothing was written over it; name another folder.");
            }
        }
        for (OpeningFile file : OpeningFile.values()) {
            Files.writeString(folder.resolve(file.fileName()), String.join(",", file.columns()) + "\n");
        }
        session.output().say("Wrote " + OpeningFile.names() + " in " + folder + ".");
        return Exit.CLEAN;
    }
}
