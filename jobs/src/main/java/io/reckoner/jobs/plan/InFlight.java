package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Refusal;

/**
 * A charge whose outcome is not final.
 *
 * @param intent its id
 * @param awaited whom it waits for, by what was learned of it last
 */
record InFlight(String account, String intent, Awaited awaited) {
    /** Why an act has to wait for it, and what helps. */
    Refusal refusal() {
        return new Refusal("account " + account + " has a payment in flight, intent " + intent
                + ". Nothing was changed. " + awaited.remedy(intent));
    }
}
