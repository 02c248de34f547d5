package io.reckoner.jobs.notice;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a notice: what it says, exactly, and how far it has come through each channel.",
        footerHeading = "%nExample:%n",
        footer = "  reckon notice show ntc_3f2a9c0d1e4b5a69788796a5b4c3d2e1")
final class NoticeShowCommand extends Verb {
    @Parameters(paramLabel = "ID", description = "The notice.")
    private String id = "";

    @Override
    protected Exit run(Session session) {
        JdbcClient jdbc = session.database().jdbc();
        Notice notice = new NoticeTable(jdbc)
                .find(id)
                .orElseThrow(() -> new Refusal("there is no notice " + id + ". See them with: reckon notice list."));
        List<NoticeDelivery> deliveries = new NoticeDeliveryTable(jdbc)
                .list(new NoticeDeliveryTable.Filter("", "", id, NoticeChannel.values().length));
        session.output().fields(fields(notice, deliveries));
        return Exit.CLEAN;
    }

    /** One row: what it is about, what it says, and the state of each channel. */
    private static ReportTable fields(Notice notice, List<NoticeDelivery> deliveries) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("notice", "Notice"),
                Column.text("kind", "Kind"),
                Column.text("account", "Account"),
                Column.text("subject", "About"),
                Column.instant("happened", "Happened")));
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(notice.id()),
                Cell.of(notice.kind().code()),
                Cell.of(notice.account()),
                Cell.of(notice.subject()),
                Cell.of(notice.happenedAt())));
        notice.says().forEach((name, value) -> {
            columns.add(Column.text("says_" + name, name));
            cells.add(Cell.of(value));
        });
        for (NoticeDelivery each : deliveries) {
            String channel = each.channel().code();
            columns.add(Column.text(channel, channel));
            cells.add(Cell.of(each.state().code()));
            columns.add(Column.count(channel + "_attempts", channel + " attempts"));
            cells.add(Cell.of(each.attempts()));
            columns.add(Column.text(channel + "_detail", channel + " last word"));
            cells.add(Cell.of(each.detail()));
        }
        return ReportTable.titled("Notice " + notice.id())
                .columns(columns.toArray(new Column[0]))
                .row(cells.toArray(new Cell[0]))
                .build();
    }
}
