package io.reckoner.jobs.intake;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.period.ProxyLog;
import io.reckoner.kernel.period.Watermark;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Lists proxies with how far each is known, and which holds the watermark. */
@Command(
        name = "list",
        description = "Lists proxies: how far each is known, and which one holds the watermark.",
        footerHeading = "%nExample:%n",
        footer = "  reckon proxies list")
final class ProxiesListCommand extends Verb {
    @Override
    protected Exit run(Session session) {
        ProxyLogView proxies = new ProxyLogView(session.database().jdbc());
        List<ProxyLog> logs = proxies.logs();
        // As if all were settled: then whoever reaches least holds, also one that has promised nothing.
        List<String> holding = Watermark.of(logs, Optional.of(Instant.MAX)).stream()
                .flatMap(watermark -> watermark.heldBy().stream())
                .map(Watermark.Hold::proxy)
                .toList();
        ReportTable.Builder report = ReportTable.titled("Proxies")
                .columns(
                        Column.text("proxy", "Proxy"),
                        Column.text("state", "State"),
                        Column.instant("through", "Known through"),
                        Column.text("why", "Holds the watermark"));
        for (ProxyLog log : logs) {
            Watermark.Hold hold = Watermark.hold(log);
            report.row(
                    Cell.of(log.proxy()),
                    Cell.of("live"),
                    Cell.of(hold.through()),
                    Cell.of(holding.contains(log.proxy()) ? hold.sentence() : ""));
        }
        for (String proxy : proxies.retired().stream().sorted().toList()) {
            report.row(Cell.of(proxy), Cell.of("retired"), Cell.none(), Cell.blank());
        }
        session.output().table(report.build());
        return Exit.CLEAN;
    }
}
