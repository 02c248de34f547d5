package io.reckoner.jobs.payment;

import io.reckoner.jobs.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Takes deliveries in: a genuine one is stored as it came, any other is counted. Nothing follows from it here. */
public final class WebhookInbox {
    /** Headers that are kept: all that a signature may be in, and what the body is. Never an address or a cookie. */
    private static final Set<String> KEPT = Set.of(
            "content-type",
            "stripe-signature",
            "creem-signature",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature",
            "x-nowpayments-sig");

    private final Database database;
    private final Gateways gateways;
    private final Clock clock;
    private final Duration tolerance;

    /** @param clock at the level of the schedule: signatures tell when they were made */
    public WebhookInbox(Database database, Gateways gateways, Clock clock, Duration tolerance) {
        this.database = database;
        this.gateways = gateways;
        this.clock = clock;
        this.tolerance = tolerance;
    }

    /** Takes one in. Empty: no such gateway is set up. */
    Optional<Verdict> take(String gateway, Delivery delivery) {
        return GatewayName.byCode(gateway).flatMap(gateways::find).map(found -> take(found, delivery));
    }

    /** Counts one that was not even read. */
    void refuse(String gateway, Verdict.Reason reason) {
        GatewayName.byCode(gateway)
                .filter(name -> gateways.find(name).isPresent())
                .ifPresent(name -> count(name, reason));
    }

    private Verdict take(PaymentGateway gateway, Delivery delivery) {
        Verdict verdict = gateway.verify(delivery, clock.instant(), tolerance);
        switch (verdict) {
            case Verdict.Genuine genuine ->
                new WebhookTable(database.jdbc()).add(gateway.name(), new Delivery(kept(delivery), delivery.body()));
            case Verdict.Refused refused -> count(gateway.name(), refused.reason());
        }
        return verdict;
    }

    private void count(GatewayName gateway, Verdict.Reason reason) {
        new WebhookRefusalTable(database.jdbc())
                .count(gateway, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), reason);
    }

    private static TreeMap<String, String> kept(Delivery delivery) {
        TreeMap<String, String> kept = new TreeMap<>(delivery.headers());
        kept.keySet().retainAll(KEPT);
        return kept;
    }
}
