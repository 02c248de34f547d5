package io.reckoner.reports.event;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What makes an event worth listing by itself. */
public enum EventMark {
    /** Started and never heard of again: charged nothing. */
    LOST("lost", "Lost events"),
    /** Charged beyond what the plan covers, where nothing else may pay: the operator's loss. */
    OVER_RUN("over-run", "Events with over-run"),
    /** Charged beyond what any lot covers: the customer's debt. */
    SHORTFALL("shortfall", "Events with shortfall"),
    /** Came after the watermark had passed their own time. */
    LATE("late", "Late events"),
    /** Usage that the provider did not report. */
    ESTIMATED("estimated", "Events with estimated usage");

    private final String code;
    private final String title;

    EventMark(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** The word on the command line. */
    public String code() {
        return code;
    }

    String title() {
        return title;
    }

    /**
     * The mark of this word.
     *
     * @throws IllegalArgumentException for an unknown word, naming the known ones
     */
    public static EventMark parse(String code) {
        for (EventMark mark : values()) {
            if (mark.code.equals(code)) {
                return mark;
            }
        }
        throw new IllegalArgumentException("cannot list \"" + code + "\" events; known are "
                + Arrays.stream(values()).map(EventMark::code).collect(Collectors.joining(", ")));
    }
}
