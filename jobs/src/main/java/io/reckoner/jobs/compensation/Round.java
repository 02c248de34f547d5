package io.reckoner.jobs.compensation;

import io.reckoner.kernel.compensation.CompensationRules;

/**
 * Runs that are judged together by one version of the rules.
 *
 * @param number from 1
 */
record Round(int number, int rulesVersion, CompensationRules rules, int firstRun, int lastRun) {
    /** {@code run 12}, {@code runs 12 to 14}. */
    String runs() {
        return firstRun == lastRun ? "run " + firstRun : "runs " + firstRun + " to " + lastRun;
    }
}
