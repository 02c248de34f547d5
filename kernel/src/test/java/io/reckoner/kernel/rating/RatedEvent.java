package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.Symbols;
import io.reckoner.kernel.usage.UsageSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event sent through the rater and through the quote, which must agree in everything.
 *
 * @param verdict null where it was priced; then nothing else is set
 * @param rated null where the card states no costs
 * @param provider null where nobody knows
 */
record RatedEvent(
        @Nullable Verdict verdict,
        @Nullable Money rated,
        @Nullable Money provider,
        Money charge,
        Map<Component, Money> costs,
        Map<Component, Money> charges,
        @Nullable String overlay,
        @Nullable Instant card,
        @Nullable String modelType) {

    /** Used again and again, as a run does. */
    private static final EventBlock EVENTS = new EventBlock();

    private static final ChargeBlock CHARGES = new ChargeBlock();

    /** {@code input=1000 output=20 seconds=1.5}; one request is added unless {@code request} is given. */
    static Map<Component, Long> counts(String text) {
        Map<Component, Long> counts = new EnumMap<>(Component.class);
        counts.put(Component.REQUEST, 1L);
        for (String word : text.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                String[] pair = word.split("=");
                Component component = Component.byCode(pair[0]).orElseThrow();
                counts.put(
                        component,
                        new BigDecimal(pair[1])
                                .movePointRight(component.scale())
                                .longValueExact());
            }
        }
        return counts;
    }

    static RatedEvent of(PriceBook book, QuoteRequest request) {
        Symbols symbols = new Symbols();
        symbols.ordinal("something else");
        EventBlock block = EVENTS;
        block.clear();
        fill(block, 0, request, symbols);
        block.size = 1;
        Rater rater = new Rater(book, symbols);
        Verdict verdict = rater.judge(block, 0, request.account());
        PriceQuote quote = PriceQuote.of(book, request);
        if (verdict != null) {
            assertThat(quote).isEqualTo(new PriceQuote.Refused(verdict));
            return new RatedEvent(verdict, null, null, Money.ZERO, Map.of(), Map.of(), null, null, null);
        }
        ChargeBlock charges = CHARGES;
        charges.clear(1);
        rater.rate(block, 0, 1, request.account(), charges);
        RatedEvent rated = of(book, charges);
        assertThat(quote).isInstanceOf(PriceQuote.Priced.class);
        rated.assertAgrees(((PriceQuote.Priced) quote).working());
        return rated;
    }

    private static void fill(EventBlock block, int row, QuoteRequest request, Symbols symbols) {
        block.ts[row] = Micros.of(request.at());
        block.provider[row] = symbols.ordinal(request.provider());
        block.model[row] = symbols.ordinal(request.model());
        block.serviceTier[row] =
                request.serviceTier() == null ? EventBlock.NO_NAME : symbols.ordinal(request.serviceTier());
        block.keyKind[row] = (byte) request.keyKind().ordinal();
        block.outcome[row] = (byte) request.outcome().ordinal();
        block.usageSource[row] = (byte) request.usageSource().ordinal();
        block.vendorCost[row] = request.vendorCost() == null
                ? EventBlock.ABSENT
                : request.vendorCost().picosExact();
        request.counts().forEach((component, count) -> {
            block.counts[component.ordinal()][row] = count;
            block.present |= 1 << component.ordinal();
        });
    }

    private static RatedEvent of(PriceBook book, ChargeBlock block) {
        Map<Component, Money> costs = new EnumMap<>(Component.class);
        Map<Component, Money> charges = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            if (block.cost[component.ordinal()][0] != 0) {
                costs.put(component, Money.ofPicos(block.cost[component.ordinal()][0]));
            }
            if (block.charge[component.ordinal()][0] != 0) {
                charges.put(component, Money.ofPicos(block.charge[component.ordinal()][0]));
            }
        }
        return new RatedEvent(
                null,
                money(block.ratedCost[0]),
                money(block.providerCost[0]),
                Money.ofPicos(block.totalCharge[0]),
                costs,
                charges,
                block.overlay[0] < 0
                        ? null
                        : book.overlays().get(block.overlay[0]).name(),
                block.version[0] == ChargeBlock.UNPRICED ? null : Micros.instant(block.cardEffectiveFrom[0]),
                block.modelType[0] < 0 ? null : book.modelTypes().get(block.modelType[0]));
    }

    private static @Nullable Money money(long picos) {
        return picos == EventBlock.ABSENT ? null : Money.ofPicos(picos);
    }

    private void assertAgrees(Working working) {
        assertThat(working.ratedCost()).isEqualTo(rated);
        assertThat(working.providerCost()).isEqualTo(provider);
        assertThat(working.charge()).isEqualTo(charge);
        assertThat(working.overlay()).isEqualTo(overlay);
        assertThat(working.cardEffectiveFrom()).isEqualTo(card);
        assertThat(working.modelType()).isEqualTo(modelType);
        Map<Component, Money> lineCosts = new EnumMap<>(Component.class);
        Map<Component, Money> lineCharges = new EnumMap<>(Component.class);
        for (Working.Line line : working.lines()) {
            if (!line.amount().isZero()) {
                (line.side() == Side.COST ? lineCosts : lineCharges).put(line.component(), line.amount());
            }
        }
        assertThat(lineCosts).isEqualTo(costs);
        assertThat(lineCharges).isEqualTo(charges);
    }

    /** A request of counts at an instant, for an account without plans. */
    static QuoteRequest request(String model, String at, String counts) {
        return new QuoteRequest(
                "openai",
                model,
                Instant.parse(at),
                counts(counts),
                null,
                KeyKind.PAYG,
                AccountTerms.nobody(),
                Outcome.OK,
                UsageSource.PROVIDER,
                null);
    }
}
