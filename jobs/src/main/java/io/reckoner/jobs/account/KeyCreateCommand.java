package io.reckoner.jobs.account;

import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.account.ApiKeyText;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description = {
            "Makes a key and shows it, once. With --id, makes a key known that another gateway issues and checks."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon key create acme --kind payg --name production",
            "  reckon key create acme --kind subscription --id key_0042"
        })
final class KeyCreateCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Whose key.")
    private String account = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            description = "payg draws on the Wallet alone; subscription draws on the plan's pools first.")
    private KeyKind kind = KeyKind.PAYG;

    @Option(names = "--name", paramLabel = "NAME", description = "Name for people.")
    private String name = "";

    @Option(names = "--id", paramLabel = "ID", description = "Id under which another gateway logs the key.")
    private @Nullable String id;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        String known = id;
        if (known != null) {
            Occasion made = session.database()
                    .inTransaction(jdbc -> new ApiKeys(jdbc).register(known, account, name, kind, act.act()));
            session.output()
                    .say(
                            switch (made) {
                                case NOW -> "Key " + known + " of account " + account + " made known.";
                                case BEFORE -> "Key " + known + " was there before; nothing changed.";
                            });
            return Exit.CLEAN;
        }
        ApiKeyText key =
                session.database().inTransaction(jdbc -> new ApiKeys(jdbc).issue(account, name, kind, act.act()));
        session.output()
                .fields(ReportTable.titled("Key of account " + account)
                        .columns(Column.text("key_id", "Id"), Column.text("key", "Key"))
                        .row(Cell.of(key.id()), Cell.of(key.reveal()))
                        .footnote("The key is shown this once and kept nowhere. Logs and commands name it by its id.")
                        .build());
        return Exit.CLEAN;
    }
}
