package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Thrown;
import io.reckoner.jobs.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the lists that gateways keep of their payments, for what no webhook and no look-up has told: after a restored backup, while an
 * endpoint was misconfigured, or where somebody charged at the gateway itself. What is found goes the way of a webhook, which takes
 * nothing in twice. What belongs to nothing here is noted once it is as old as webhooks may wait; and so is, the other way round, what is
 * recorded here and the gateway does not have. What cannot be processed leaves the list unread, so that it is tried again, but not for longer than
 * webhooks may wait since it was first tried: then it is noted as well, and holds up the list no more.
 */
final class GatewayLists {
    private final Database database;
    private final Gateways gateways;
    private final Consequences consequences;
    private final AbsentPayments absent;
    private final Patience patience;

    GatewayLists(Database database, Gateways gateways, PaymentEffects effects, Patience patience) {
        this.database = database;
        this.gateways = gateways;
        this.consequences = new Consequences(database, gateways, effects);
        this.absent = new AbsentPayments(database, new Books(database, effects));
        this.patience = patience;
    }

    /** Reads the lists that are due; returns those that could not be read, and entries that could not be processed. */
    List<Break> run(Instant now) {
        List<Break> breaks = new ArrayList<>();
        for (PaymentGateway gateway : gateways.all()) {
            if (gateway.capabilities().contains(Capability.LISTS_PAYMENTS)) {
                run(gateway, Listing.Of.PAYMENTS, now, breaks);
            }
            if (gateway.capabilities().contains(Capability.LISTS_DISPUTES)) {
                run(gateway, Listing.Of.DISPUTES, now, breaks);
            }
            breaks.addAll(absent.lookAgain(gateway, now));
        }
        return breaks;
    }

    private void run(PaymentGateway gateway, Listing.Of of, Instant now, List<Break> breaks) {
        ListingTable listings = new ListingTable(database.jdbc());
        Optional<Instant> last = listings.until(gateway.name(), of);
        Duration sinceLast = Duration.between(last.orElse(Instant.EPOCH), now);
        if (sinceLast.compareTo(patience.listEvery()) < 0) {
            return;
        }
        Instant from = last.orElse(now).minus(patience.listWindow());
        switch (ask(gateway, of, from)) {
            case Listing.Whole whole -> {
                int before = breaks.size();
                whole.entries().forEach(entry -> process(gateway.name(), entry, now, breaks));
                if (of == Listing.Of.PAYMENTS && gateway.capabilities().contains(Capability.FINDS_PAYMENTS)) {
                    absent.look(gateway, whole, from);
                }
                if (breaks.size() == before) { // else the next sweep reads it again
                    listings.add(gateway.name(), of, from, now, whole.entries().size());
                }
            }
            case Listing.NoAnswer none ->
                breaks.add(new Break(
                        Break.Kind.UNDECIDED,
                        gateway.name().code() + listed(of),
                        "",
                        Cents.NONE,
                        last.map(until -> sinceLast).orElse(Duration.ZERO),
                        "its list of " + of.code() + " could not be read: " + none.why()));
        }
    }

    private static String listed(Listing.Of of) {
        return switch (of) {
            case PAYMENTS -> "-list";
            case DISPUTES -> "-disputes-list";
        };
    }

    private static Listing ask(PaymentGateway gateway, Listing.Of of, Instant from) {
        try {
            return switch (of) {
                case PAYMENTS -> gateway.list(from);
                case DISPUTES -> gateway.listDisputes(from);
            };
        } catch (RuntimeException fault) {
            return new Listing.NoAnswer(Thrown.inOneLine(fault));
        }
    }

    private void process(GatewayName gateway, Listing.Entry entry, Instant now, List<Break> breaks) {
        try {
            switch (consequences.of(gateway, entry.event())) {
                case Consequences.End.Applied applied -> {}
                case Consequences.End.Known known -> {}
                case Consequences.End.Ignored ignored -> {}
                case Consequences.End.Unreadable garbled -> note(gateway, entry, garbled.why(), now);
                case Consequences.End.Unmatched lost -> note(gateway, entry, lost.what(), now);
            }
        } catch (RuntimeException fault) {
            String subject = subject(gateway, entry.reference());
            String thrown = Thrown.inOneLine(fault);
            Duration failing = new ProcessingFailureTable(database.jdbc())
                    .add(subject, thrown)
                    .age();
            if (failing.compareTo(patience.openAtMost()) >= 0) {
                new UnknownPaymentTable(database.jdbc())
                        .add(gateway, entry, "it could not be processed: " + thrown, now);
                return;
            }
            breaks.add(new Break(
                    Break.Kind.NOT_PROCESSED,
                    subject,
                    "",
                    entry.amount(),
                    entry.at().map(at -> Duration.between(at, now)).orElse(failing),
                    thrown));
        }
    }

    private void note(GatewayName gateway, Listing.Entry entry, String what, Instant now) {
        if (hasWaited(entry, now) && entry.otherwise() == Listing.Owner.OURS) {
            new UnknownPaymentTable(database.jdbc()).add(gateway, entry, what, now);
        }
    }

    /** Of what has no time nobody knows how long it has waited: it is named at once. */
    private boolean hasWaited(Listing.Entry entry, Instant now) {
        return entry.at()
                .map(at -> Duration.between(at, now).compareTo(patience.openAtMost()) >= 0)
                .orElse(true);
    }

    /** What an entry is known by: {@code stripe-pi_123}. */
    static String subject(GatewayName gateway, String reference) {
        return gateway.code() + "-" + reference;
    }
}
