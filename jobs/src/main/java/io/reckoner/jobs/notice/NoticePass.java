package io.reckoner.jobs.notice;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one pass did.
 *
 * @param written notices that are new in the outbox
 * @param attempts how attempts ended
 * @param problems sentences about what did not go well, the same as long as it does not
 */
public record NoticePass(int written, Map<DeliveryState, Integer> attempts, List<String> problems) {
    public NoticePass {
        attempts = attempts.isEmpty() ? Map.of() : new EnumMap<>(attempts);
        problems = List.copyOf(problems);
    }

    /** Whether nothing was written and nothing was tried. */
    public boolean isQuiet() {
        return written == 0 && attempts.isEmpty();
    }

    /** Such as {@code Notices: 2 new; 1 sent, 1 waiting.} */
    public String sentence() {
        String tried = attempts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().words())
                .collect(Collectors.joining(", "));
        return "Notices: " + written + " new; " + (tried.isEmpty() ? "nothing was due" : tried) + ".";
    }
}
