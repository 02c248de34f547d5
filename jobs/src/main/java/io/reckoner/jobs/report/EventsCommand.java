package io.reckoner.jobs.report;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.event.EventColumn;
import io.reckoner.reports.event.EventMark;
import io.reckoner.reports.event.EventReport;
import io.reckoner.reports.event.EventRequest;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.table.RowOrder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists single events: lost, over-run, fallen short, late, estimated. */
@Command(
        name = "events",
        description = {
            "Lists single events: lost ones, those with over-run (the operator's loss) or shortfall (the",
            "customer's debt), late ones, those with estimated usage. Usage of subscription keys is among them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon report events --only lost",
            "  reckon report events --only over-run --from 2026-03-01 --to 2026-03-31 --format csv",
            "  reckon report events --only shortfall --account acc_00001 --sort shortfall --limit 20"
        })
final class EventsCommand extends Verb {
    @Option(
            names = "--only",
            required = true,
            paramLabel = "WHICH",
            description = "lost, over-run, shortfall, late or estimated.")
    private String only = "";

    @Option(names = "--from", paramLabel = "DAY", description = "First UTC day (default: the month of the watermark).")
    private @Nullable LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            description = "Last UTC day, inclusive (default: that of the watermark).")
    private @Nullable LocalDate to;

    @Option(names = "--account", paramLabel = "ID", description = "Only this account; may be repeated.")
    private Set<String> accounts = Set.of();

    @Option(names = "--key", paramLabel = "ID", description = "Only this key; may be repeated.")
    private Set<String> keys = Set.of();

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            description = "Column to sort by; with :asc or :desc (default: by time). Any column may be named.")
    private @Nullable String sort;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Most events; the rest becomes one row \"others\" (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    protected Exit run(Session session) {
        SettledUsage settled = SettledUsage.of(session);
        EventRequest request = request(settled);
        try (FactsSession facts = settled.facts(request.scope())) {
            session.output().table(EventReport.table(facts, request, settled.standing()));
        }
        return Exit.CLEAN;
    }

    private EventRequest request(SettledUsage settled) {
        try {
            SettledUsage.Days days = settled.days(from, to, ZoneOffset.UTC);
            return new EventRequest(
                    EventMark.parse(only),
                    days.first(),
                    days.last(),
                    accounts,
                    keys,
                    sort == null ? null : RowOrder.parse(sort, EventColumn::isFigure),
                    limit);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(e);
        }
    }
}
