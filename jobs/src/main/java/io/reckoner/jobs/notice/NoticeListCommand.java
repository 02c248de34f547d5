package io.reckoner.jobs.notice;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists notices with how far they have come through each channel, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  reckon notice list --state unknown", "  reckon notice list --account acme --limit 20 --format csv"
        })
final class NoticeListCommand extends Verb {
    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Of this account only.")
    private String account = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            converter = StateOption.class,
            description = "Only: waiting, sending, sent, unknown, failed, opted_out, no_address, closed.")
    private @Nullable DeliveryState state;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many at most (default: 50).")
    private int limit;

    @Override
    protected Exit run(Session session) {
        List<NoticeDelivery> found = new NoticeDeliveryTable(session.database().jdbc())
                .list(new NoticeDeliveryTable.Filter(
                        account, state == null ? "" : state.code(), "", Math.max(1, limit)));
        if (found.isEmpty()) {
            session.output().say("There are no such notices.");
        } else {
            session.output().table(table("Notices", found));
        }
        return Exit.CLEAN;
    }

    static ReportTable table(String title, List<NoticeDelivery> deliveries) {
        ReportTable.Builder table = ReportTable.titled(title)
                .columns(
                        Column.text("notice", "Notice"),
                        Column.text("kind", "Kind"),
                        Column.text("account", "Account"),
                        Column.instant("happened", "Happened"),
                        Column.text("channel", "Channel"),
                        Column.text("state", "State"),
                        Column.count("attempts", "Attempts"),
                        Column.instant("next", "Next attempt"),
                        Column.text("detail", "Last word"));
        for (NoticeDelivery each : deliveries) {
            table.row(
                    Cell.of(each.notice()),
                    Cell.of(each.kind().code()),
                    Cell.of(each.account()),
                    Cell.of(each.happenedAt()),
                    Cell.of(each.channel().code()),
                    Cell.of(each.state().code()),
                    Cell.of(each.attempts()),
                    each.state() == DeliveryState.WAITING ? Cell.of(each.dueAt()) : Cell.blank(),
                    Cell.of(each.detail()));
        }
        return table.build();
    }
}
