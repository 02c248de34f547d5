package io.reckoner.jobs.payment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a delivery comes from the gateway. */
public sealed interface Verdict {
    /** Signed by the gateway, and fresh where its signature tells the time. */
    record Genuine() implements Verdict {}

    /** Not taken in. */
    record Refused(Reason reason) implements Verdict {}

    /** Why a delivery is refused. */
    enum Reason {
        UNSIGNED("it carries no signature"),
        FORGED("its signature does not fit its bytes and our secret"),
        STALE("it was signed too long ago, or ahead of our clock"),
        FOREIGN("it is not for this shop"),
        TOO_LARGE("it is larger than a webhook may be");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        static Optional<Reason> byCode(String code) {
            return Arrays.stream(values())
                    .filter(reason -> reason.code().equals(code))
                    .findFirst();
        }

        /** The word in SQL. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
