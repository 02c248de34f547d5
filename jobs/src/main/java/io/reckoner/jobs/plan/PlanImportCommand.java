package io.reckoner.jobs.plan;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.TextFile;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.yaml.Fault;
import io.reckoner.kernel.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Takes plans from a file: what differs becomes a new version, what is the same stays as it is, plans the "
                        + "file does not name are kept. Cycles that are paid for keep the version they were sold under.",
        footerHeading = "%nExample:%n",
        footer = "  reckon plan import plans.yaml --reason \"prices of April\"")
final class PlanImportCommand extends Verb {
    @Parameters(paramLabel = "FILE", description = "A catalogue in YAML: see docs/money-in.md.")
    private Path file = Path.of("plans.yaml");

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) throws IOException {
        PlanYaml.Read read = PlanYaml.read(TextFile.read(file));
        if (!read.faults().isEmpty()) {
            throw Fault.refusal(String.valueOf(file.getFileName()), read.faults());
        }
        List<Plan> added = session.database().inTransaction(jdbc -> new Plans(jdbc).add(read.plans(), act.act()));
        session.output()
                .say(
                        added.isEmpty()
                                ? "Nothing in " + file.getFileName() + " is new."
                                : "New: " + added.stream().map(Plan::label).collect(Collectors.joining(", ")) + ".");
        return Exit.CLEAN;
    }
}
