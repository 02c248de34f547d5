package io.reckoner.jobs.report;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.sql.OperatorQuery;
import io.reckoner.reports.sql.StatementFault;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the facts anything, in DuckDB's SQL, read-only. */
@Command(
        name = "sql",
        description = "Asks the facts anything in DuckDB's SQL. Views: facts, manifest. Nothing can be changed.",
        footerHeading = "%nExample:%n",
        footer = "  reckon sql \"SELECT day(ts), count(*), sum(charge) FROM facts GROUP BY ALL ORDER BY 1\"")
public final class SqlCommand extends Verb {
    @Parameters(paramLabel = "SQL", description = "One SELECT statement.")
    private String sql = "";

    @Option(names = "--limit", paramLabel = "N", description = "Most rows to show.")
    private @Nullable Integer limit;

    @Override
    protected Exit run(Session session) {
        try (FactsSession facts = SettledUsage.facts(session, FactScope.everything())) {
            session.output()
                    .table(OperatorQuery.answer(
                            facts, sql, limit == null ? OptionalInt.empty() : OptionalInt.of(limit)));
        } catch (StatementFault fault) {
            throw new Refusal(String.valueOf(fault.getMessage()));
        }
        return Exit.CLEAN;
    }
}
