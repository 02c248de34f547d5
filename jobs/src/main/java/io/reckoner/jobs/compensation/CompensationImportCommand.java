package io.reckoner.jobs.compensation;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.TextFile;
import io.reckoner.jobs.command.Verb;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Makes the next version of the rules. It judges what runs opened from now on settle; what is settled "
                        + "before stays with the rules of its time.",
        footerHeading = "%nExample:%n",
        footer = "  reckon compensation import rules.yaml --reason \"AI insurance from April\"")
final class CompensationImportCommand extends Verb {
    @Parameters(paramLabel = "FILE", description = "Rules in YAML: see docs/compensation.md.")
    private Path file = Path.of("rules.yaml");

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) throws IOException {
        String yaml = TextFile.read(file);
        CompensationYaml.read(yaml, file.toString());
        session.output().say(session.database().inTransaction(jdbc -> new RulesImport(jdbc).add(yaml, act.act())));
        return Exit.CLEAN;
    }
}
