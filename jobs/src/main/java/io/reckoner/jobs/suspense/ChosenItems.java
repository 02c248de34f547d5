package io.reckoner.jobs.suspense;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.SuspenseState;
import io.reckoner.reports.table.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which open items of suspense an act concerns: those named by id, and all of a reason. */
final class ChosenItems {
    @Parameters(
            arity = "0..*",
            paramLabel = "REASON|ID",
            description = "All open items of a reason, or items as reckon suspense list --by item names them.")
    private List<String> named = List.of();

    @Option(names = "--reason-code", paramLabel = "CODE", description = "Every open item with this reason.")
    private @Nullable String reason;

    /** @throws Refusal where no item is chosen */
    List<Long> of(SuspenseTable table) {
        List<String> words = new ArrayList<>(named);
        if (reason != null) {
            words.add(reason(reason).code());
        }
        if (words.isEmpty()) {
            throw new Refusal("no item is named. Give a reason, or ids from reckon suspense list --by item.");
        }
        List<Long> wanted = words.stream()
                .flatMap(word -> named(table, word, EnumSet.of(SuspenseState.OPEN)).stream())
                .map(SuspenseTable.Item::id)
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            throw new Refusal("nothing is open for " + String.join(", ", words) + ". See reckon suspense list --all.");
        }
        return wanted;
    }

    /**
     * The item of an id, whatever its state; or all of a reason that are in one of the states.
     *
     * @throws Refusal where the word is neither an item nor a reason
     */
    static List<SuspenseTable.Item> named(SuspenseTable table, String word, Set<SuspenseState> states) {
        if (isId(word)) {
            return List.of(table.find(Long.parseLong(word))
                    .orElseThrow(() -> new Refusal(
                            "there is no suspense item " + word + ". See reckon suspense list --by item --all.")));
        }
        SuspenseReason wanted = reason(word);
        return table.list(states).stream()
                .filter(item -> item.reason() == wanted)
                .toList();
    }

    /**
     * Those of a run's items that have this id or reason.
     *
     * @throws Refusal where the word is neither an item of the run nor a reason
     */
    static List<SuspenseTable.Item> named(List<SuspenseTable.Item> ofRun, String word, int run) {
        if (isId(word)) {
            long id = Long.parseLong(word);
            return List.of(ofRun.stream()
                    .filter(item -> item.id() == id)
                    .findFirst()
                    .orElseThrow(() -> new Refusal("run " + run + " has no suspense item " + word
                            + ". See reckon suspense list --by item --run " + run + ".")));
        }
        SuspenseReason wanted = reason(word);
        return ofRun.stream().filter(item -> item.reason() == wanted).toList();
    }

    private static boolean isId(String word) {
        return word.matches("[0-9]{1,18}");
    }

    private static SuspenseReason reason(String word) {
        return SuspenseReason.byCode(word)
                .orElseThrow(() -> new Refusal("there is no reason \"" + SafeText.of(word) + "\". Write one of "
                        + Arrays.stream(SuspenseReason.values())
                                .map(SuspenseReason::code)
                                .collect(Collectors.joining(", "))
                        + "; or an id."));
    }

    /** @throws Refusal where some of the items were not open */
    static void refuseOthers(List<Long> wanted, int changed) {
        if (changed != wanted.size()) {
            throw new Refusal("not open: " + (wanted.size() - changed)
                    + " of the items named. Nothing was changed; see reckon suspense list --by item --all.");
        }
    }

    /** {@code 1 item is}, {@code 3 items are}. */
    static String are(int items) {
        return Counted.of(items, "item is", "items are");
    }
}
