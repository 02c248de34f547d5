package io.reckoner.jobs.payment;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a gateway lists of the money it has taken and sent back. */
public sealed interface Listing {
    /** What a list is of; each is read by itself. */
    enum Of {
        PAYMENTS,
        DISPUTES;

        /** The word in SQL and reports. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whose an entry is that belongs to nothing known here. */
    enum Owner {
        /** Ours: it has to be looked into. */
        OURS,
        /** That of another shop at the same gateway. */
        ANOTHER
    }

    /**
     * One payment or refund that may be ours, as the gateway's webhook would have told it.
     *
     * @param reference the gateway's id of it
     * @param at when the money moved
     * @param otherwise whose it is where nothing here knows of it
     */
    record Entry(GatewayEvent event, String reference, Cents amount, Instant at, Owner otherwise) {}

    /** The list, read to its end; in order of time. */
    record Whole(List<Entry> entries) implements Listing {
        public Whole {
            entries = List.copyOf(entries);
        }
    }

    /** The gateway gave no answer, or one that cannot be read. Nothing follows from a part of a list. */
    record NoAnswer(String why) implements Listing {}
}
