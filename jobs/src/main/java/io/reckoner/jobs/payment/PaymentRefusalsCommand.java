package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "refusals",
        description = {
            "Lists how many deliveries of webhooks were refused, by UTC day, gateway and reason.",
            "Their content is not kept. Many forged ones at once may mean that a signing secret has changed."
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon payment refusals --days 7")
final class PaymentRefusalsCommand extends Verb {
    private static final int MOST_DAYS = 36_500;

    @Option(names = "--days", paramLabel = "N", defaultValue = "31", description = "So many days back (default: 31).")
    private int days;

    @Override
    protected Exit run(Session session) {
        if (days < 1 || days > MOST_DAYS) {
            throw new Refusal(
                    "--days " + days + " is no number of days back. Write 1, for today alone, to " + MOST_DAYS + ".");
        }
        LocalDate today = LocalDate.ofInstant(session.clock().instant(), ZoneOffset.UTC);
        LocalDate since = today.minusDays(days - 1L);
        List<WebhookRefusalTable.Row> rows =
                new WebhookRefusalTable(session.database().jdbc()).since(since);
        if (rows.isEmpty()) {
            session.output().say("No delivery was refused since " + since + ".");
            return Exit.CLEAN;
        }
        ReportTable.Builder table = ReportTable.titled("Refused deliveries of webhooks since " + since)
                .columns(
                        Column.day("day", "Day"),
                        Column.text("gateway", "Gateway"),
                        Column.text("reason", "Reason"),
                        Column.count("count", "How many"));
        long total = 0;
        for (WebhookRefusalTable.Row row : rows) {
            table.row(Cell.of(row.day()), Cell.of(row.gateway()), Cell.of(row.reason()), Cell.of(row.count()));
            total += row.count();
        }
        table.total(Cell.blank(), Cell.blank(), Cell.blank(), Cell.of(total));
        rows.stream()
                .map(WebhookRefusalTable.Row::reason)
                .distinct()
                .map(PaymentRefusalsCommand::footnote)
                .forEach(table::footnote);
        session.output().table(table.build());
        return Exit.CLEAN;
    }

    private static String footnote(String reason) {
        return reason + ": "
                + Verdict.Reason.byCode(reason).map(Verdict.Reason::words).orElse("") + ".";
    }
}
