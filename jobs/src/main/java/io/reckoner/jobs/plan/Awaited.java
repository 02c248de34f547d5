package io.reckoner.jobs.plan;

import io.reckoner.kernel.journal.Receipt;

/** Whom an intent waits for whose outcome is not final, and what a person can do about it. */
public enum Awaited {
    /** A transfer of the customer's, which a person confirms. */
    MONEY_IN("Say what became of it with: reckon payment confirm INTENT --received AMOUNT, or --never --reason WHY."),
    /** A transfer to the customer, which a person confirms. */
    MONEY_OUT("Say what became of it with: reckon payment confirm INTENT --sent AMOUNT, or --never --reason WHY."),
    /** The customer, who may have left a page, or the proof to his bank that a charge of a stored method waits for. */
    CUSTOMER("Wait for its outcome, which reckon payment sweep finds out, or give up what the customer has left with: "
            + "reckon payment confirm INTENT --never --reason WHY."),
    /** Whoever sends back at the gateway what the books do not take; no other outcome will come. */
    MONEY_BACK(
            "The customer has paid in money that is not US dollars, and nothing is credited. Send it back at the gateway, "
                    + "then give the intent up with: reckon payment confirm INTENT --never --reason WHY."),
    /** The gateway alone. */
    GATEWAY(
            "Wait for its outcome, which reckon payment sweep finds out: nobody here can end it. If it stays, look at the "
                    + "gateway's dashboard.");

    private final String remedy;

    Awaited(String remedy) {
        this.remedy = remedy;
    }

    /**
     * Of a charge.
     *
     * @param method the stored method charged; empty of a page
     * @param state the word for how it stands
     */
    public static Awaited ofCharge(String gateway, String method, String state) {
        if (gateway.equals(Receipt.OFFLINE)) {
            return MONEY_IN;
        }
        return switch (state) {
            case "not_taken" -> MONEY_BACK;
            case "action_required" -> CUSTOMER;
            default -> method.isEmpty() ? CUSTOMER : GATEWAY;
        };
    }

    /** What helps an intent. */
    public String remedy(String intent) {
        return remedy.replace("INTENT", intent);
    }
}
