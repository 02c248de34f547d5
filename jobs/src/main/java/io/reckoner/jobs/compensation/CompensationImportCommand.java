package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.TextFile;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.run.RunTable;
import io.reckoner.kernel.compensation.CompensationRules;
import io.reckoner.reports.table.Counted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
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
        CompensationRules rules = CompensationYaml.read(yaml, file.toString());
        String said = session.database().inTransaction(jdbc -> add(jdbc, yaml, rules, act.act()));
        session.output().say(said);
        return Exit.CLEAN;
    }

    private static String add(JdbcClient jdbc, String yaml, CompensationRules rules, Act act) {
        TurnTable.Turn turn = new TurnTable(jdbc).take();
        RulesTable table = new RulesTable(jdbc);
        List<RulesTable.Row> versions = table.versions();
        if (!versions.isEmpty() && versions.getLast().content().equals(yaml)) {
            return "Version " + versions.getLast().version() + " says the same; nothing changed.";
        }
        int version = versions.size() + 1;
        int firstRun = new RunTable(jdbc).nextId();
        table.add(version, yaml, firstRun, turn.now(), act);
        acts(jdbc, act, turn, version, rules);
        return "Rules of compensation, version " + version + ": "
                + Counted.of(rules.rules().size(), "rule") + ". They judge what is settled from run " + firstRun
                + " on.";
    }

    private static void acts(JdbcClient jdbc, Act act, TurnTable.Turn turn, int version, CompensationRules rules) {
        new ActTable(jdbc)
                .add(
                        act,
                        turn.now(),
                        "compensation import",
                        "version " + version,
                        Counted.of(rules.rules().size(), "rule"));
    }
}
