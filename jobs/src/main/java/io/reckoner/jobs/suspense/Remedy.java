package io.reckoner.jobs.suspense;

import io.reckoner.kernel.suspense.SuspenseReason;

/** What helps against each reason: the one place that says so. */
final class Remedy {
    private Remedy() {}

    /** One or two sentences: what to mend, and whether the lines are then retried or written off. */
    static String of(SuspenseReason reason) {
        return switch (reason) {
            case LINE_TOO_LONG ->
                "If the line is a true event, raise settlement.max-line and retry; else write it off and mend the gateway.";
            case NOT_JSON ->
                "The line stays unreadable: mend the gateway, look up in its own records what the line was, and write"
                        + " it off.";
            case DUPLICATE_JSON_KEY ->
                "Which of the two values is meant nobody can say: mend the gateway, and write the line off.";
            case FIELD ->
                "Mend the gateway so that it writes the field as docs/formats.md has it, and write the line off.";
            case BAD_TIME ->
                "Without its time an event cannot be priced: mend the gateway so that it writes RFC 3339 with a zone,"
                        + " and write the line off.";
            case TIME_IN_FUTURE ->
                "Set the proxy's clock. If the time is right all the same, raise settlement.future-tolerance and retry;"
                        + " else write the line off.";
            case TOO_OLD ->
                "It cannot be shown that the event is new. Look for its id with reckon price explain --event ID;"
                        + " charge it by hand with reckon wallet adjust if there is none, and write the line off. What lies before an account's"
                        + " cut-over belongs to the system before: write it off.";
            case UNKNOWN_ACCOUNT ->
                "Make the account with reckon account create and its key with reckon key create; retry.";
            case UNKNOWN_KEY -> "Make the key known with reckon key create ACCOUNT --id KEY --kind KIND; retry.";
            case KEY_OF_ANOTHER_ACCOUNT ->
                "A key keeps its account: mend the gateway's list of keys. Charge the right account by hand with reckon"
                        + " wallet adjust, and write the line off.";
            case KEY_KIND_MISMATCH ->
                "A key keeps its kind: mend the gateway's list of keys. Charge the account by hand with reckon wallet"
                        + " adjust, and write the line off.";
            case UNKNOWN_DIALECT ->
                "Have the gateway name a format of docs/formats.md; retry once a release reads this one, or write the"
                        + " line off.";
            case COUNT ->
                "Compare with the provider's own count of the request, and the format with docs/formats.md. Retry once a"
                        + " release reads it; else write the line off.";
            case IDENTITY_BROKEN ->
                "The counts contradict each other: compare with the provider's own. Retry once a release reads them;"
                        + " else write the line off.";
            case CONFLICT ->
                "Two different events have one id, and the first stands. Compare both lines; write this one off.";
            case NO_PRICE -> "Add a card for the model to the price book with reckon price import; retry.";
            case NO_COMPONENT_PRICE ->
                "Add the price to the card, or a fall-back on a price it has, with reckon price import; retry.";
            case OVERFLOW ->
                "A million dollars for one event is taken for a mistake. If a price is wrong, mend it and retry. If a count or"
                        + " vendor_cost_usd is, no price mends it: mend the gateway, write the line off, and charge what was"
                        + " used by hand with reckon wallet adjust.";
        };
    }
}
