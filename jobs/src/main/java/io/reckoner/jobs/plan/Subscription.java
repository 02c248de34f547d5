package io.reckoner.jobs.plan;

import io.reckoner.kernel.period.Anchor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plan bought by an account, with the periods paid for so far.
 *
 * @param cancelledAt null while it may be renewed
 * @param nextPeriod number of the month that comes next: one more than the last. The first may be later than 0, where its account was taken
 *     over in the middle of its life; a number may be missing, where a free month would have ended behind the settlement
 * @param cycles in order of time, at least one
 */
public record Subscription(
        String id,
        String account,
        String planCode,
        int planVersion,
        Kind kind,
        Anchor anchor,
        @Nullable Instant cancelledAt,
        int nextPeriod,
        List<PaidCycle> cycles) {
    /** How it goes on. */
    public enum Kind {
        /** Month after month, each when it is paid. */
        MONTHLY,
        /** Once, for 30 days. */
        PASS;

        private static final Map<String, Kind> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::code, Function.identity()));

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> byCode(String code) {
            return Optional.ofNullable(BY_CODE.get(code));
        }
    }

    public Subscription {
        cycles = List.copyOf(cycles);
    }

    /** Whether another month may be paid for. */
    boolean isRenewable() {
        return kind == Kind.MONTHLY && cancelledAt == null;
    }

    /** Whether a cycle is one of its periods. */
    boolean has(String cycle) {
        return cycles.stream().anyMatch(paid -> paid.cycle().id().equals(cycle));
    }

    /** Until when it is paid for. */
    Instant paidUntil() {
        return cycles.stream()
                .map(PaidCycle::until)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
