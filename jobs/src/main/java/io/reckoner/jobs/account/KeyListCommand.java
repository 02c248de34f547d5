package io.reckoner.jobs.account;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        description = "Lists keys with what settled runs counted for them.",
        footerHeading = "%nExample:%n",
        footer = "  reckon key list acme")
final class KeyListCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", arity = "0..1", description = "Only keys of this account.")
    private Optional<String> account = Optional.empty();

    @Override
    protected Exit run(Session session) {
        account.ifPresent(id -> new Accounts(session.database().jdbc()).require(id));
        ReportTable.Builder table = ReportTable.titled("Keys")
                .columns(
                        Column.text("key_id", "Key"),
                        Column.text("account", "Account"),
                        Column.text("name", "Name"),
                        Column.text("prefix", "Prefix"),
                        Column.text("kind", "Kind"),
                        Column.text("status", "Status"),
                        Column.instant("created", "Created"),
                        Column.instant("last_used", "Last used"),
                        Column.count("requests", "Requests"),
                        Column.money("used", "Used"));
        for (KeyView.Row key : new KeyView(session.database().jdbc()).keys(account)) {
            table.row(
                    Cell.of(key.id()),
                    Cell.of(key.account()),
                    Cell.of(key.name()),
                    Cell.of(key.prefix()),
                    Cell.of(key.kind()),
                    Cell.of(key.status()),
                    Cell.of(key.createdAt()),
                    Cell.of(key.lastUsedAt()),
                    Cell.of(key.events()),
                    Cell.of(key.charge()));
        }
        session.output().table(table.build());
        return Exit.CLEAN;
    }
}
