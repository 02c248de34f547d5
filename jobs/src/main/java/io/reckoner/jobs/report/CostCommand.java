package io.reckoner.jobs.report;

import io.reckoner.jobs.act.Checks;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.command.ZoneOption;
import io.reckoner.reports.cost.CostFilter;
import io.reckoner.reports.cost.CostMetric;
import io.reckoner.reports.cost.CostRange;
import io.reckoner.reports.cost.CostReport;
import io.reckoner.reports.cost.CostRequest;
import io.reckoner.reports.cost.Dimension;
import io.reckoner.reports.cost.KeyKinds;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.table.ReportFormat;
import io.reckoner.reports.table.RowOrder;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Cost, charge and margin, grouped as asked. */
@Command(
        name = "cost",
        description = {
            "Cost, charge and margin by model, provider, key, account, type, endpoint, purpose, month, day, hour or tag.",
            "Without --by: an overview. Subscription usage is left out unless --include-subscription."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon report cost --by model",
            "  reckon report cost --by day,provider --from 2026-03-01 --to 2026-03-31 --format csv",
            "  reckon report cost --by key --account acc_00001 --sort requests --limit 10"
        })
final class CostCommand extends Verb {
    @Option(names = "--by", split = ",", paramLabel = "GROUP", description = "What to group by, outermost first.")
    private List<String> by = List.of();

    @Option(names = "--from", paramLabel = "DAY", description = "First day (default: the month of the watermark).")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, inclusive (default: that of the watermark).")
    private @Nullable LocalDate to;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = ZoneOption.class,
            description = "Zone of days and hours (default: UTC).")
    private ZoneId zone = ZoneOffset.UTC;

    @Option(names = "--account", paramLabel = "ID", description = "Only this account; may be repeated.")
    private Set<String> accounts = Set.of();

    @Option(names = "--key", paramLabel = "ID", description = "Only this key; may be repeated.")
    private Set<String> keys = Set.of();

    @Option(names = "--model", paramLabel = "NAME", description = "Only this model; may be repeated.")
    private Set<String> models = Set.of();

    @Option(names = "--provider", paramLabel = "NAME", description = "Only this provider; may be repeated.")
    private Set<String> providers = Set.of();

    @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "Only usage with this tag; may be repeated.")
    private Map<String, String> tags = Map.of();

    @Option(names = "--include-subscription", description = "Count subscription keys too.")
    private boolean subscription;

    @Option(names = "--only-subscription", description = "Count subscription keys alone.")
    private boolean onlySubscription;

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            description = "Column to sort by; with :asc or :desc. Any column of the CSV may be named.")
    private @Nullable String sort;

    @Option(names = "--limit", paramLabel = "N", description = "Most rows; the rest becomes one row \"others\".")
    private @Nullable Integer limit;

    @Option(
            names = "--all-columns",
            description = "Every figure there is, as CSV and JSON always have, not the usual ones alone.")
    private boolean allColumns;

    @Override
    protected Exit run(Session session) {
        SettledUsage settled = SettledUsage.of(session);
        CostRequest request = request(settled, metrics(session.output().format()));
        try (FactsSession facts = settled.facts(request.scope())) {
            session.output().table(CostReport.table(facts, request, settled.standing()));
        }
        return Exit.CLEAN;
    }

    private List<CostMetric> metrics(ReportFormat format) {
        return switch (format) {
            case TEXT -> {
                List<CostMetric> usual = by.isEmpty() ? CostMetric.OVERVIEW : CostMetric.USUAL;
                yield allColumns ? CostMetric.ALL : usual;
            }
            case CSV, JSON -> CostMetric.ALL;
        };
    }

    private CostRequest request(SettledUsage settled, List<CostMetric> metrics) {
        Checks checks = new Checks();
        List<Dimension> groups = by.stream()
                .flatMap(name -> checks.of(() -> Dimension.parse(name)).stream())
                .toList();
        Optional<CostRange> range = checks.of(() -> {
            SettledUsage.Days days = settled.days(from, to, zone);
            return CostRange.days(days.first(), days.last(), zone);
        });
        Optional<RowOrder> order = Optional.ofNullable(sort)
                .flatMap(column -> checks.of(() -> RowOrder.parse(column, CostMetric::isMetric)));
        checks.refuse();
        try {
            return new CostRequest(
                    groups,
                    range.orElseThrow(),
                    new CostFilter(accounts, keys, models, providers, tags),
                    kinds(),
                    order.orElse(null),
                    limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                    metrics);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(e);
        }
    }

    private KeyKinds kinds() {
        if (onlySubscription) {
            return KeyKinds.SUBSCRIPTION;
        }
        return subscription ? KeyKinds.ALL : KeyKinds.PAYG;
    }
}
