package io.reckoner.jobs.facts;

import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Facts of every shape, the same for the same seed. */
final class RandomFacts {
    private static final List<String> MODELS =
            List.of("openai/gpt-5", "anthropic/claude-opus-5", "google/gemini-3", "zhipu/глм-5", "x/y");
    private static final long START = Facts.micros("2026-02-27T00:00:00Z");
    private static final long DAY = 86_400_000_000L;

    private final Random random;

    RandomFacts(long seed) {
        random = new Random(seed);
    }

    List<Fact> facts(int count, int days) {
        List<Fact> facts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            facts.add(fact(i, days));
        }
        return facts;
    }

    private Fact fact(int number, int days) {
        Fact fact = new Fact();
        fact.id = "e-%s-%08d".formatted(random.nextBoolean() ? "p1" : "proxy-2", number);
        fact.ts = START + random.nextLong(days * DAY);
        fact.late = random.nextInt(20) == 0;
        fact.settledAt = fact.late ? START + days * DAY : fact.ts;
        int account = (int) Math.abs(random.nextGaussian() * 30);
        fact.account = account % 7 == 0 ? "konto-ä-" + account : "acct-" + account;
        fact.key = fact.account + (random.nextBoolean() ? "-k" : "-s");
        fact.model = pick(MODELS);
        fact.provider = fact.model.substring(0, fact.model.indexOf('/'));
        fact.requestedModel = random.nextInt(10) == 0 ? null : fact.model;
        fact.modelType = random.nextInt(9) == 0 ? null : pick(Facts.MODEL_TYPES);
        fact.endpoint = random.nextInt(50) == 0 ? null : pick(List.of("/v1/chat", "/v1/responses", "/v1/embeddings"));
        fact.format = random.nextInt(UsageFormat.values().length + 1) - 1;
        fact.status = random.nextInt(8) == 0 ? 400 + random.nextInt(120) : 200;
        fact.outcome = random.nextInt(8) == 0 ? random.nextInt(Outcome.values().length) : 0;
        fact.attempt = 1 + random.nextInt(2);
        fact.stream = random.nextBoolean();
        fact.serviceTier = random.nextInt(4) == 0 ? "priority" : null;
        fact.usageSource = random.nextInt(3);
        fact.upstreamId = random.nextInt(3) == 0 ? "" : "chatcmpl-" + Long.toString(random.nextLong(), 36);
        measure(fact);
        settle(fact);
        fact.latency = random.nextInt(10) == 0 ? EventBlock.ABSENT : random.nextInt(60_000);
        fact.ttft = fact.stream ? random.nextInt(3_000) : EventBlock.ABSENT;
        tag(fact, number);
        fact.source = "usage-p%d-%012d.jsonl".formatted(number % 3, number / 5000);
        fact.line = number % 5000 + 1;
        return fact;
    }

    private void measure(Fact fact) {
        fact.bookVersion = random.nextInt(12) == 0 ? 0 : 7 + random.nextInt(2);
        fact.cardEffectiveFrom = START - random.nextInt(3) * 30 * DAY;
        if (fact.bookVersion == 0) {
            return;
        }
        fact.with(Component.REQUEST, 1, 0, 0);
        fact.with(Component.INPUT, random.nextInt(20_000), random.nextInt(1 << 30), random.nextInt(1 << 30));
        fact.with(Component.OUTPUT, random.nextInt(4_000), random.nextInt(1 << 30), random.nextInt(1 << 30));
        for (Component component : Component.values()) {
            if (component != Component.REQUEST && random.nextInt(15) == 0) {
                fact.with(component, random.nextLong(1L << 40), random.nextLong(1L << 50), random.nextLong(1L << 50));
            }
        }
        fact.costKnown = random.nextInt(20) > 0;
        fact.vendorCost = random.nextInt(6) == 0 ? random.nextLong(1L << 40) : EventBlock.ABSENT;
    }

    private void settle(Fact fact) {
        long charge = fact.charge();
        switch (random.nextInt(5)) {
            case 0 -> {
                fact.main = charge / 2;
                fact.backup = charge - charge / 2;
                fact.plan = "pro@2";
                fact.firstLot = "main-1";
                fact.lastLot = "backup-1";
            }
            case 1 -> {
                fact.walletBonus = charge / 3;
                fact.shortfall = charge - charge / 3;
                fact.firstLot = "bonus-" + fact.account;
                fact.lastLot = fact.firstLot;
            }
            case 2 -> fact.overRun = charge;
            default -> {
                fact.walletPaid = charge;
                fact.firstLot = "topup-" + fact.account;
                fact.lastLot = "topup-" + fact.account + "-2";
                fact.overlay = random.nextBoolean() ? pick(Facts.OVERLAYS) : null;
            }
        }
    }

    private void tag(Fact fact, int number) {
        if (random.nextInt(3) == 0) {
            fact.tags.put("team", pick(List.of("search", "größe", "研究")));
        }
        if (random.nextInt(5) == 0) {
            fact.tags.put("purpose", pick(List.of("chat", "batch", "")));
        }
        if (random.nextInt(7) == 0) {
            fact.tags.put("session", "s" + number);
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
