package io.reckoner.jobs.payment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A payment that the customer's bank took back, at one stage.
 *
 * @param reference the gateway's id of the dispute
 * @param payment the gateway's id of the payment, as the charge knows it
 */
public record Dispute(GatewayName gateway, String reference, State state, String charge, String payment, Cents amount) {
    /** How far it has come. */
    public enum State {
        OPENED,
        WON,
        LOST;

        /** The word in SQL and reports. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<State> byCode(String code) {
            return Arrays.stream(values())
                    .filter(state -> state.code().equals(code))
                    .findFirst();
        }
    }

    /** What its booking is known by. */
    String effect() {
        return "dispute:" + gateway.code() + ":" + reference + ":" + state.code();
    }
}
