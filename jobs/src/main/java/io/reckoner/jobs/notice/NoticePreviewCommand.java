package io.reckoner.jobs.notice;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportFormat;
import io.reckoner.reports.table.ReportTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "preview",
        description = {
            "Shows how a kind of notice reads, with invented figures, as mail and as webhook; sends nothing.",
            "Names every fault of the templates, with file and line."
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon notice preview receipt acme")
final class NoticePreviewCommand extends Verb {
    @Parameters(index = "0", paramLabel = "KIND", converter = KindOption.class, description = "Which, such as receipt.")
    private NoticeKind kind = NoticeKind.LOW_BALANCE;

    @Parameters(index = "1", paramLabel = "ACCOUNT", arity = "0..1", description = "Whom it would go to.")
    private String account = "";

    @Override
    protected Exit run(Session session) {
        NoticeTemplates templates = NoticeDesk.templates(session);
        AddresseeView.Addressee to = account.isEmpty()
                ? new AddresseeView.Addressee("acme", "Acme Ltd", "billing@acme.example")
                : new AddresseeView(session.database().jdbc())
                        .of(account)
                        .orElseThrow(() -> new Refusal(
                                "there is no account " + account + ". See them with: reckon account list."));
        Notice notice = NoticeExample.of(kind, to.account());
        NoticeTemplates.Written written = templates.write(notice, to.name());
        if (session.output().format() == ReportFormat.TEXT) {
            session.output().say("To: " + (to.email().isEmpty() ? "(no billing e-mail)" : to.email()));
            session.output().say(NoticeTemplate.SUBJECT + " " + written.subject());
            session.output().say("\n" + written.text());
            session.output().say(NoticeJson.webhook(notice));
        } else {
            session.output().table(table(notice, to, written));
        }
        return Exit.CLEAN;
    }

    private static ReportTable table(Notice notice, AddresseeView.Addressee to, NoticeTemplates.Written written) {
        return ReportTable.titled("Preview of " + notice.kind().code())
                .columns(
                        Column.text("kind", "Kind"),
                        Column.text("to", "To"),
                        Column.text("mail_subject", "Subject"),
                        Column.text("text", "Text"),
                        Column.text("webhook", "Webhook"))
                .row(
                        Cell.of(notice.kind().code()),
                        Cell.of(to.email()),
                        Cell.of(written.subject()),
                        Cell.of(written.text()),
                        Cell.of(NoticeJson.webhook(notice)))
                .build();
    }
}
