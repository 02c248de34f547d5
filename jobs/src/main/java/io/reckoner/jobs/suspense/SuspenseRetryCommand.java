package io.reckoner.jobs.suspense;

import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for suspended lines to be read again by the next run, through the same door. */
@Command(
        name = "retry",
        description = "Reads suspended lines again in the next run, through the same door as all others.",
        footerHeading = "%nExample:%n",
        footer = "  reckon suspense retry --reason-code no_price")
final class SuspenseRetryCommand extends Verb {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "Items, as reckon suspense list names them.")
    private List<Long> ids = List.of();

    @Option(names = "--reason-code", paramLabel = "CODE", description = "Every open item with this reason.")
    private @Nullable String reason;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        int asked = session.database().inTransaction(jdbc -> {
            SuspenseTable table = SuspenseListCommand.table(session);
            List<Long> wanted = chosen(table, ids, reason);
            int changed = table.askRetry(wanted);
            refuseOthers(wanted, changed);
            new ActTable(jdbc)
                    .add(act.act(), session.clock().instant(), "suspense retry", wanted.toString(), changed + " items");
            return changed;
        });
        session.output()
                .say((asked == 1 ? "1 item" : asked + " items") + " will be read again by the next reckon settle.");
        return Exit.CLEAN;
    }

    static List<Long> chosen(SuspenseTable table, List<Long> ids, @Nullable String reason) {
        List<Long> wanted = new ArrayList<>(ids);
        if (reason != null) {
            SuspenseReason code = SuspenseReason.byCode(reason)
                    .orElseThrow(() -> new Refusal("there is no reason \"" + reason
                            + "\". See the reasons in use with: reckon suspense list"));
            table.list(Optional.of("open")).stream()
                    .filter(item -> item.reason() == code)
                    .forEach(item -> wanted.add(item.id()));
        }
        if (wanted.isEmpty()) {
            throw new Refusal("no item is named. Give ids from reckon suspense list, or --reason-code.");
        }
        return wanted.stream().distinct().toList();
    }

    static void refuseOthers(List<Long> wanted, int changed) {
        if (changed != wanted.size()) {
            throw new Refusal("not open, or not there: " + (wanted.size() - changed)
                    + " of the items named. Nothing was" + " changed; see reckon suspense list --all.");
        }
    }
}
