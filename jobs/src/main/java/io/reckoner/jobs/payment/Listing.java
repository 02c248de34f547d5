package io.reckoner.jobs.payment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a gateway lists of the money it has taken and sent back. */
public sealed interface Listing {
    /** A gateway's id as it is kept and named: it may hold what no text does. */
    static String printable(String reference) {
        return reference.replaceAll("\\p{Cntrl}", " ").strip();
    }

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
     * @param reference the gateway's id of it; {@code no-id} where it gives none
     * @param at when the money moved; empty where the gateway names no time
     * @param otherwise whose it is where nothing here knows of it
     */
    record Entry(GatewayEvent event, String reference, Cents amount, Optional<Instant> at, Owner otherwise) {
        public Entry {
            String printable = printable(reference);
            reference = printable.isEmpty() ? "no-id" : printable;
        }
    }

    /** What is said of an entry that belongs to nothing here begins so, where it was read as a payment in US dollars. */
    String PAID = "paid ";

    /** The same of a refund. */
    String REFUNDED = "refunded ";

    /** The same of a dispute. */
    String DISPUTE = "dispute ";

    /** What is said of a payment that went back has this in it. */
    String GONE_BACK = " was paid, and is ";

    /** The latest time that is one: more is a slip of the gateway's, and fits no database. */
    Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Entries in order of time; those without one come first. */
    Comparator<Entry> IN_ORDER = Comparator.comparing(entry -> entry.at().orElse(Instant.EPOCH));

    /** A time as gateways count it, since 1970; empty where it is none that can be meant. */
    static Optional<Instant> time(@Nullable Long count, ChronoUnit unit) {
        return count == null || count <= 0 || count > LATEST.toEpochMilli()
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(count, unit)).filter(at -> !at.isAfter(LATEST));
    }

    /** The list, read to its end; in order of time. */
    record Whole(List<Entry> entries) implements Listing {
        public Whole {
            entries = List.copyOf(entries);
        }
    }

    /** The gateway gave no answer, or one that cannot be read. Nothing follows from a part of a list. */
    record NoAnswer(String why) implements Listing {}
}
