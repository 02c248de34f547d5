package io.reckoner.kernel.plan;

/**
 * When a plan was live for an account, as far as pricing needs to know.
 *
 * @param startMicros first microsecond it was live
 * @param endMicros first microsecond it no longer was
 */
public record PlanCycle(long startMicros, long endMicros, String planCode, int planVersion) {
    public PlanCycle {
        if (startMicros >= endMicros) {
            throw new IllegalArgumentException("a cycle must end after it begins: plan " + planCode + " from "
                    + startMicros + " to " + endMicros + " microseconds");
        }
    }

    public boolean contains(long micros) {
        return startMicros <= micros && micros < endMicros;
    }
}
