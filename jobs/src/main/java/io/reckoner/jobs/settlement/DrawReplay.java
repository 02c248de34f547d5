package io.reckoner.jobs.settlement;

import io.reckoner.jobs.plan.PlanTable;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.run.RunTable;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.credit.DrawOrder;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.settlement.AccountState;
import io.reckoner.kernel.settlement.DrawBlock;
import io.reckoner.kernel.settlement.Movement;
import io.reckoner.kernel.settlement.MovementSink;
import io.reckoner.kernel.settlement.MovementType;
import io.reckoner.kernel.settlement.ProviderUsage;
import io.reckoner.kernel.settlement.SettlementTerms;
import io.reckoner.kernel.settlement.Settler;
import io.reckoner.kernel.settlement.TimelineItem;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a settled event drew from each lot, worked out again: a fact keeps its first and last lot, not what lies between.
 *
 * <p>The account is settled from its state before the event's run, with what landed then, once up to the event and once
 * without it; the difference is what it drew.
 */
public final class DrawReplay {
    /** An event as its fact has it. */
    public record Booked(
            String id,
            Instant ts,
            Instant settledAt,
            KeyKind keyKind,
            @Nullable String provider,
            String model,
            Money charge,
            @Nullable Money providerCost) {}

    private static final Comparator<Lot> ORDER = Comparator.comparing(Lot::pool).thenComparing(DrawOrder.INSTANCE);

    private final AccountStateTable states;
    private final LandingView landing;
    private final RunTable runs;
    private final PlanTable plans;

    public DrawReplay(JdbcClient jdbc) {
        this.states = new AccountStateTable(jdbc);
        this.landing = new LandingView(jdbc);
        this.runs = new RunTable(jdbc);
        this.plans = new PlanTable(jdbc);
    }

    /**
     * What the last of these events drew, by lot in order of drawing.
     *
     * @param run that settled them
     * @param events of the account in that run, in order of (settledAt, id), up to the one asked for
     */
    public Map<Lot, Money> ofLast(String account, int run, List<Booked> events) {
        Run settled = runs.committed(run).orElseThrow();
        AccountState opening =
                states.loadBefore(run, List.of(account)).getOrDefault(account, AccountState.fresh(account));
        List<TimelineItem> items = landing.landing(settled.previousWatermark(), settled.watermark())
                .getOrDefault(account, List.of());
        PlanCatalogue catalogue = plans.catalogue();
        SettlementTerms terms = new SettlementTerms(settled.previousWatermark(), settled.watermark(), catalogue);
        Map<Lot, Money> with = drawn(terms, opening, items, events);
        drawn(terms, opening, items, events.subList(0, events.size() - 1))
                .forEach((lot, before) -> with.computeIfPresent(lot, (same, all) -> all.minus(before)));
        with.values().removeIf(Money::isZero);
        return with;
    }

    private static Map<Lot, Money> drawn(
            SettlementTerms terms, AccountState opening, List<TimelineItem> items, List<Booked> events) {
        Map<Lot, Money> drawn = new TreeMap<>(ORDER);
        Symbols symbols = new Symbols();
        Settler settler = new Settler(terms, symbols);
        settler.begin(opening, items, new MovementSink() {
            @Override
            public void movement(Movement movement) {
                Lot lot = movement.lot();
                if (movement.type() == MovementType.DRAW && lot != null) {
                    drawn.merge(lot, movement.amount(), Money::plus);
                }
            }

            @Override
            public void usage(ProviderUsage used) {}
        });
        EventBlock block = new EventBlock();
        ChargeBlock charges = new ChargeBlock();
        DrawBlock draws = new DrawBlock();
        for (Booked event : events) {
            if (block.isFull()) {
                settler.settle(block, charges, 0, block.size, draws);
                block.clear();
            }
            append(block, charges, event, symbols);
        }
        settler.settle(block, charges, 0, block.size, draws);
        settler.finish();
        return drawn;
    }

    private static void append(EventBlock block, ChargeBlock charges, Booked event, Symbols symbols) {
        int row = block.size++;
        byte[] id = event.id().getBytes(StandardCharsets.UTF_8);
        block.ts[row] = Micros.of(event.ts());
        block.settledAt[row] = Micros.of(event.settledAt());
        block.keyKind[row] = (byte) event.keyKind().ordinal();
        block.model[row] = symbols.ordinal(event.model());
        String provider = event.provider();
        block.provider[row] = provider == null ? EventBlock.NO_NAME : symbols.ordinal(provider);
        block.reserveText(id.length);
        System.arraycopy(id, 0, block.text, block.textSize, id.length);
        block.textSize += id.length;
        block.idEnd[row] = block.textSize;
        block.upstreamIdEnd[row] = block.textSize;
        block.tagsEnd[row] = block.textSize;
        Money cost = event.providerCost();
        charges.totalCharge[row] = event.charge().picosExact();
        charges.providerCost[row] = cost == null ? EventBlock.ABSENT : cost.picosExact();
    }
}
