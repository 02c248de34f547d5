package io.reckoner.kernel.suspense;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How far people have come with lines set aside. */
public enum SuspenseState {
    /** Waits for a decision. */
    OPEN,
    /** The next run reads the lines again. */
    RETRY,
    /** A run has read the lines again; what it set aside once more is a new item. */
    RETRIED,
    /** Refused for good, by name and with a reason. */
    WRITTEN_OFF;

    /** Those whose lines still have to become events or be refused: what every total calls open. */
    public static final Set<SuspenseState> UNDECIDED = Set.copyOf(EnumSet.of(OPEN, RETRY));

    /** The word in SQL and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when no state has this code */
    public static SuspenseState byCode(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of suspense is called " + code));
    }
}
