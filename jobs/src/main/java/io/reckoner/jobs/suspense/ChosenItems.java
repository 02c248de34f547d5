package io.reckoner.jobs.suspense;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which open items of suspense an act concerns: those named by id, and all of a reason. */
final class ChosenItems {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "Items, as reckon suspense list names them.")
    private List<Long> ids = List.of();

    @Option(names = "--reason-code", paramLabel = "CODE", description = "Every open item with this reason.")
    private @Nullable String reason;

    /** @throws Refusal where no item is chosen */
    List<Long> of(SuspenseTable table) {
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

    /** @throws Refusal where some of the items were not open */
    static void refuseOthers(List<Long> wanted, int changed) {
        if (changed != wanted.size()) {
            throw new Refusal("not open, or not there: " + (wanted.size() - changed)
                    + " of the items named. Nothing was changed; see reckon suspense list --all.");
        }
    }
}
