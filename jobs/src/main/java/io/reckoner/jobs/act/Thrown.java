package io.reckoner.jobs.act;

import org.springframework.core.NestedExceptionUtils;

/** Faults that nobody expects, as people are told of them: unlike a {@link Refusal} they do not say how to mend it. */
public final class Thrown {
    private Thrown() {}

    /** What was thrown at the bottom of a fault, in one line: {@code IllegalStateException: no such plan}. */
    public static String inOneLine(RuntimeException fault) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(fault);
        return (cause.getClass().getSimpleName() + ": " + cause.getMessage()).replaceAll("\\s+", " ");
    }
}
