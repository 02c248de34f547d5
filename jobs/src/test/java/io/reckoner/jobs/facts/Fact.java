package io.reckoner.jobs.facts;

import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A fact as a test writes it down: plain values, defaults for all that a case does not speak of. */
final class Fact {
    String id = "e-1";
    long ts = Facts.micros("2026-03-01T12:00:00Z");
    long settledAt = ts;
    String account = "acme";
    String key = "acme-k1";

    @Nullable
    String provider = "openai";

    String model = "openai/gpt-5";

    @Nullable
    String requestedModel = "gpt-5";

    @Nullable
    String modelType = "llm";

    @Nullable
    String endpoint = "/v1/chat/completions";

    int format = 0;
    int status = 200;
    int outcome = 0;
    int attempt = 1;
    boolean stream;

    @Nullable
    String serviceTier;

    int usageSource = 0;
    String upstreamId = "";
    Map<Component, Long> counts = new EnumMap<>(Component.class);
    Map<Component, Long> costs = new EnumMap<>(Component.class);
    Map<Component, Long> charges = new EnumMap<>(Component.class);
    boolean costKnown = true;
    long vendorCost = EventBlock.ABSENT;
    long main;
    long backup;
    long walletBonus;
    long walletPaid;
    long shortfall;
    long overRun;

    @Nullable
    String firstLot;

    @Nullable
    String lastLot;

    @Nullable
    String plan;

    int bookVersion = 7;
    long cardEffectiveFrom = Facts.micros("2026-01-01T00:00:00Z");

    @Nullable
    String overlay;

    boolean late;
    long latency = 1200;
    long ttft = EventBlock.ABSENT;
    Map<String, String> tags = new TreeMap<>();
    String source = "usage-p1-000000000001.jsonl";
    long line = 1;

    Fact with(Component component, long count, long cost, long charge) {
        counts.put(component, count);
        costs.put(component, cost);
        charges.put(component, charge);
        return this;
    }

    long charge() {
        return charges.values().stream().mapToLong(Long::longValue).sum();
    }

    long cost() {
        return costs.values().stream().mapToLong(Long::longValue).sum();
    }
}
