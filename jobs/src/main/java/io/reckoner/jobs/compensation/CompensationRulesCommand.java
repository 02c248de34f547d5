package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "rules",
        description = "Lists the versions of the rules, or prints one as it was imported.",
        footerHeading = "%nExample:%n",
        footer = "  reckon compensation rules 2")
final class CompensationRulesCommand extends Verb {
    @Parameters(arity = "0..1", paramLabel = "VERSION", description = "Print this version.")
    private @Nullable Integer version;

    @Override
    protected Exit run(Session session) {
        List<RulesTable.Row> versions = new RulesTable(session.database().jdbc()).versions();
        if (version != null) {
            RulesTable.Row wanted = versions.stream()
                    .filter(row -> row.version() == version)
                    .findFirst()
                    .orElseThrow(() -> new Refusal("there is no version " + version
                            + " of the rules. See them with: reckon compensation rules."));
            session.output().out().print(wanted.content());
            return Exit.CLEAN;
        }
        ReportTable.Builder table = ReportTable.titled("Rules of compensation")
                .columns(
                        Column.count("version", "Version"),
                        Column.count("first_run", "From run"),
                        Column.count("rules", "Rules"),
                        Column.instant("imported", "Imported"),
                        Column.text("actor", "By"),
                        Column.text("reason", "Reason"));
        for (RulesTable.Row row : versions) {
            table.row(
                    Cell.of(row.version()),
                    Cell.of(row.firstRun()),
                    Cell.of(CompensationYaml.read(row.content(), "version " + row.version())
                            .rules()
                            .size()),
                    Cell.of(row.recordedAt()),
                    Cell.of(row.actor()),
                    Cell.of(row.reason()));
        }
        session.output().table(table.build());
        return Exit.CLEAN;
    }
}
