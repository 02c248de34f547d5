package io.reckoner.kernel.settlement;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.CycleLots;
import io.reckoner.kernel.plan.ModelSet;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.usage.EventBlock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up account of forty days. Instants lie on a coarse grid, so that much happens at once; amounts are small whole numbers
 * or odd picos, so that lots, caps and budgets are often exactly used up.
 */
final class RandomAccount {
    static final String ACCOUNT = "acc";
    static final Instant START = Instant.parse("2026-02-20T00:00:00Z");
    static final int DAYS = 40;
    static final PlanCatalogue PLANS = PlanCatalogue.of(List.of(
            plan("a", "10", Plan.CapsMode.MAIN, Plan.Overflow.TO_WALLET, "3", "1"),
            plan("b", "8", Plan.CapsMode.MAIN_AND_BACKUP, Plan.Overflow.TO_WALLET, "2", "10"),
            plan("c", "20", Plan.CapsMode.MAIN, Plan.Overflow.NONE, "1", "2"),
            plan("d", "13", Plan.CapsMode.MAIN_AND_BACKUP, Plan.Overflow.NONE, "0", "0.5")));

    private static final Duration STEP = Duration.ofHours(6);
    private static final List<LotKind> WALLET_KINDS = List.of(
            LotKind.TOPUP, LotKind.BONUS, LotKind.GIFT, LotKind.TOPUP, LotKind.COMPENSATION, LotKind.ADJUSTMENT);

    final Random random;
    final List<TimelineItem> items = new ArrayList<>();
    private int ids;

    RandomAccount(long seed) {
        this.random = new Random(seed);
        if (random.nextInt(4) > 0) {
            cycles();
        }
        int grants = random.nextInt(12);
        for (int i = 0; i < grants; i++) {
            items.add(grant(START));
        }
        int debits = random.nextInt(4);
        for (int i = 0; i < debits; i++) {
            items.add(debit(START));
        }
        if (random.nextInt(3) == 0) {
            GivingUp kind = GivingUp.values()[random.nextInt(GivingUp.values().length)];
            items.add(new TimelineItem.DebtGivenUp(id("g"), kind, Money.ofPicos(amount(4)), instant(START)));
        }
        int switches = random.nextInt(3);
        for (int i = 0; i < switches; i++) {
            BeyondPlan set = random.nextBoolean() ? BeyondPlan.STOP : BeyondPlan.PAY_AS_YOU_GO;
            items.add(new TimelineItem.BeyondPlanSet(id("s"), set, instant(START)));
        }
    }

    private static Plan plan(
            String code, String price, Plan.CapsMode caps, Plan.Overflow overflow, String backup, String budget) {
        return new Plan(
                code,
                1,
                code,
                Plan.Status.ACTIVE,
                Money.parse(price),
                new Plan.Allowance(
                        Money.parse("10"), new BigDecimal("0.2"), new BigDecimal(backup), new BigDecimal(budget)),
                new Plan.Caps(Money.parse("3"), code.equals("a") ? null : Money.parse("7"), caps),
                new Plan.RateLimits(null, null),
                new ModelSet(List.of("acme/*")),
                overflow);
    }

    /** One cycle after another, some opening late, some cut short, some switched. */
    private void cycles() {
        Instant from = START.plus(STEP.multipliedBy(random.nextInt(20)));
        while (from.isBefore(START.plus(Duration.ofDays(DAYS)))) {
            String code = List.of("a", "b", "c", "d").get(random.nextInt(4));
            Instant opens = random.nextInt(3) == 0 ? from.plus(STEP.multipliedBy(random.nextInt(40))) : from;
            Instant end = opens.plus(STEP.multipliedBy(4 + random.nextInt(70)));
            Cycle cycle = new Cycle(id("c"), code, 1, from, opens, end);
            items.add(new TimelineItem.CycleStart(cycle, CycleLots.of(ACCOUNT, cycle, PLANS.planOf(cycle))));
            from = switch (random.nextInt(4)) {
                case 0 -> end.plus(STEP.multipliedBy(random.nextInt(12)));
                case 1 -> cut(cycle);
                default -> end;
            };
        }
    }

    private Instant cut(Cycle cycle) {
        long steps = Duration.between(cycle.opensAt(), cycle.end()).dividedBy(STEP);
        Instant at = cycle.opensAt().plus(STEP.multipliedBy(1 + random.nextInt((int) steps)));
        if (random.nextBoolean()) {
            items.add(new TimelineItem.CycleEnd(id("e"), cycle.id(), at));
        } else {
            Money newPrice = Money.parse(List.of("5", "14.99", "100").get(random.nextInt(3)));
            items.add(new TimelineItem.CycleSwitch(id("x"), cycle.id(), newPrice, at));
        }
        return at.isBefore(cycle.end()) ? at : cycle.end();
    }

    TimelineItem.Grant grant(Instant from) {
        Instant actsAt = instant(from);
        Instant effectiveAt = random.nextInt(3) == 0 ? actsAt.minus(STEP.multipliedBy(random.nextInt(30))) : actsAt;
        Instant expiresAt = random.nextInt(3) == 0 ? null : effectiveAt.plus(STEP.multipliedBy(1 + random.nextInt(80)));
        String id = id("l");
        LotKind kind = WALLET_KINDS.get(random.nextInt(WALLET_KINDS.size()));
        LotOrigin origin = new LotOrigin(LotOrigin.Type.GIFT, id);
        return new TimelineItem.Grant(
                new Lot(id, ACCOUNT, Pool.WALLET, kind, Money.ofPicos(amount(8)), effectiveAt, expiresAt, origin),
                actsAt);
    }

    TimelineItem.Debit debit(Instant from) {
        List<String> disputed = new ArrayList<>();
        for (TimelineItem item : items) {
            if (item instanceof TimelineItem.Grant && random.nextInt(6) == 0) {
                disputed.add(item.id());
            }
        }
        DebitKind kind = DebitKind.values()[random.nextInt(DebitKind.values().length)];
        return new TimelineItem.Debit(id("d"), kind, Money.ofPicos(amount(4)), disputed, instant(from));
    }

    /** Events with {@code ts} in [from, to). */
    List<Rated> events(int most, Instant from, Instant to) {
        List<Rated> events = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            long span = Duration.between(from, to).dividedBy(STEP);
            Instant ts = from.plus(STEP.multipliedBy(span <= 0 ? 0 : random.nextInt((int) span)));
            KeyKind kind = random.nextInt(3) == 0 ? KeyKind.PAYG : KeyKind.SUBSCRIPTION;
            String model = random.nextInt(6) == 0 ? "other/one" : "acme/" + random.nextInt(3);
            long charge = random.nextInt(8) == 0 ? 0 : amount(5);
            long cost = random.nextInt(10) == 0 ? EventBlock.ABSENT : amount(3);
            String provider = List.of("acme", "bolt").get(random.nextInt(2));
            events.add(new Rated(
                    id(random.nextBoolean() ? "d" : "e"), Micros.of(ts), kind, model, provider, charge, cost));
        }
        return events;
    }

    /** Mostly whole dollars up to {@code most}, some odd picos. */
    long amount(int most) {
        long usd = 1 + random.nextInt(most);
        return random.nextInt(4) == 0
                ? 1 + Math.floorMod(random.nextLong(), usd * Money.PICOS_PER_USD)
                : usd * Money.PICOS_PER_USD;
    }

    Instant instant(Instant from) {
        long left = Duration.between(from, START.plus(Duration.ofDays(DAYS))).dividedBy(STEP);
        return from.plus(STEP.multipliedBy(random.nextInt((int) Math.max(1, left))));
    }

    /** Ascending watermarks, the last of them behind everything. */
    List<Instant> cadence(int runs) {
        List<Instant> watermarks = new ArrayList<>();
        for (int i = 1; i < runs; i++) {
            Instant watermark = instant(START);
            watermarks.add(random.nextInt(4) == 0 ? watermark.plusNanos(1_000) : watermark);
        }
        watermarks.sort(null);
        watermarks.add(START.plus(Duration.ofDays(DAYS + 60)));
        return watermarks;
    }

    private String id(String prefix) {
        // Not in the order of making, so that ids and instants are at odds.
        return prefix + Integer.toString(100 + Math.floorMod(ids++ * 37, 800)) + "-" + ids;
    }
}
