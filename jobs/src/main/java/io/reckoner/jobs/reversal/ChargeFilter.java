package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Charges of one account that are meant by what they are, not by their ids.
 *
 * @param model as priced; null for all
 * @param provider null for all
 * @param key null for all
 * @param from first UTC day of the event's own time
 * @param to last one, inclusive
 */
record ChargeFilter(
        String account,
        @Nullable String model,
        @Nullable String provider,
        @Nullable String key,
        LocalDate from,
        LocalDate to) {
    ChargeFilter {
        if (to.isBefore(from)) {
            throw new Refusal("--to " + to + " lies before --from " + from + ".");
        }
    }

    /** In words, the same for the same filter. */
    String words() {
        List<String> words = new ArrayList<>(List.of("account " + account));
        add(words, "model", model);
        add(words, "provider", provider);
        add(words, "key", key);
        words.add("from " + from + " to " + to);
        return String.join(", ", words);
    }

    private static void add(List<String> words, String what, @Nullable String value) {
        if (value != null) {
            words.add(what + " " + value);
        }
    }
}
