package io.reckoner.jobs.payment.creem;

import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.GatewayEvent.About;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.Listing;
import io.reckoner.jobs.payment.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Creem's list of transactions. It takes no time to begin at, and its order is not documented: pages are read while they go back in time
 * without a break, until one is older than what is asked for; in any other order all of them are.
 *
 * <p>A transaction names its order or its subscription, never our intent: it is known by these, or not at all.
 */
final class CreemList {
    private static final int PAGE = 100;

    /** A shop with more than this many pages would be read for hours. */
    private static final int MOST_PAGES = 1_000;

    private CreemList() {}

    /** @param get gives what Creem answers to a path; empty where that cannot be read */
    static Listing since(Instant since, Function<String, Optional<JsonNode>> get) {
        List<Listing.Entry> entries = new ArrayList<>();
        Instant before = Listing.LATEST;
        boolean isDescending = true;
        for (int page = 1; page <= MOST_PAGES; page++) {
            Optional<JsonNode> answer = get.apply("/v1/transactions/search?page_number=" + page + "&page_size=" + PAGE);
            if (answer.isEmpty() || !answer.get().path("items").isArray()) {
                return new Listing.NoAnswer("Creem's list of transactions cannot be read, page " + page);
            }
            for (JsonNode transaction : answer.get().path("items")) {
                Optional<Instant> at = createdAt(transaction);
                if (at.isPresent()) {
                    isDescending &= !at.get().isAfter(before);
                    before = at.get();
                }
                if (at.filter(since::isAfter).isEmpty()) {
                    entry(transaction, at).ifPresent(entries::add);
                }
            }
            boolean isLast = !answer.get().path("pagination").hasNonNull("next_page");
            if (isLast || isDescending && before.isBefore(since)) {
                entries.sort(Listing.IN_ORDER);
                return new Listing.Whole(entries);
            }
        }
        return new Listing.NoAnswer("Creem's list of transactions has more than " + MOST_PAGES + " pages");
    }

    private static Optional<Instant> createdAt(JsonNode transaction) {
        JsonNode at = transaction.path("created_at");
        return Listing.time(at.isIntegralNumber() && at.canConvertToLong() ? at.longValue() : null, ChronoUnit.MILLIS);
    }

    /** Months are known by their transaction, other payments by their order: as webhooks and look-ups know them. */
    private static Optional<Listing.Entry> entry(JsonNode transaction, Optional<Instant> at) {
        String id = GatewayJson.text(transaction, "id");
        String status = GatewayJson.text(transaction, "status");
        String subscription = GatewayJson.text(transaction, "subscription");
        String order = GatewayJson.text(transaction, "order");
        String reference = subscription.isEmpty() && !order.isEmpty() ? order : id;
        if (CreemAnswer.GONE_BACK.contains(status)) {
            // Nothing is given for it any more. Where it is known here, its webhooks tell the rest.
            String why = "transaction " + id + Listing.GONE_BACK + "\"" + status + "\" now";
            return Optional.of(
                    new Listing.Entry(new GatewayEvent.Unreadable(why), reference, Cents.NONE, at, Listing.Owner.OURS));
        }
        if (!status.equals("paid") && !status.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (reference.isEmpty() || status.isEmpty()) {
                throw new IllegalArgumentException("it has no " + (reference.isEmpty() ? "id" : "status"));
            }
            Outcome.Paid paid = new Outcome.Paid(reference, CreemAnswer.received(transaction), Optional.empty());
            About about = new About("", reference);
            GatewayEvent event = subscription.isEmpty()
                    ? new GatewayEvent.PaidEvent(about, paid)
                    : new GatewayEvent.CyclePaid(
                            about,
                            subscription,
                            paid,
                            at.orElseThrow(() -> new IllegalArgumentException("created_at is no time")));
            return Optional.of(new Listing.Entry(event, reference, paid.received(), at, Listing.Owner.OURS));
        } catch (IllegalArgumentException garbled) {
            GatewayEvent unreadable = new GatewayEvent.Unreadable("transaction " + id + ": " + garbled.getMessage());
            return Optional.of(new Listing.Entry(unreadable, reference, Cents.NONE, at, Listing.Owner.OURS));
        }
    }
}
