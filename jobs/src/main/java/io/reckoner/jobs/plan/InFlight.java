package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.journal.Receipt;

/**
 * A charge whose outcome is not final.
 *
 * @param intent its id
 * @param gateway who was asked for it
 */
record InFlight(String account, String intent, String gateway) {
    /** Why an act has to wait for it, and what helps. */
    Refusal refusal() {
        return new Refusal("account " + account + " has a payment in flight, intent " + intent
                + ". Nothing was changed. "
                + (gateway.equals(Receipt.OFFLINE)
                        ? "Say what became of it with: reckon payment confirm " + intent
                                + " --received AMOUNT, or --never --reason WHY."
                        : "Wait for its outcome, which reckon payment sweep finds out, or give up a page that the "
                                + "customer has left with: reckon payment confirm " + intent
                                + " --never --reason WHY."));
    }
}
