package io.reckoner.reports.verify;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.PlanCycle;
import io.reckoner.kernel.rating.AccountTerms;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.Rater;
import io.reckoner.kernel.usage.Category;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.ComponentGroup;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.Symbols;
import io.reckoner.kernel.usage.UsageSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Facts as the kernel's rater makes them, written as a table for the fixture. */
final class RatedFacts {
    private final PriceBook book;
    private final Symbols symbols = new Symbols();
    private final StringBuilder table = new StringBuilder();
    private final EventBlock block = new EventBlock();
    private final ChargeBlock charges = new ChargeBlock();
    private final Rater rater;
    private final List<String> charged = new ArrayList<>();
    private int events;

    RatedFacts(PriceBook book) {
        this.book = book;
        this.rater = new Rater(book, symbols);
    }

    /** One event to rate. */
    record Event(
            String ts,
            String account,
            KeyKind keyKind,
            String provider,
            String model,
            String serviceTier,
            Outcome outcome,
            UsageSource source,
            String vendorCost,
            Map<Component, Long> counts) {}

    RatedFacts add(Event event) {
        fill(event);
        charges.clear(1);
        List<PlanCycle> cycles =
                event.account().equals("a3") ? List.of(new PlanCycle(0, Long.MAX_VALUE, "free", 1)) : List.of();
        rater.rate(block, 0, 1, new AccountTerms(event.account(), cycles), charges);
        Map<String, String> row = new LinkedHashMap<>();
        row.put("ts", event.ts());
        row.put("account", event.account());
        row.put("key_kind", event.keyKind().code());
        row.put("provider", event.provider());
        row.put("model", event.model());
        row.put("service_tier", event.serviceTier());
        row.put("outcome", event.outcome().code());
        row.put("usage_source", event.source().code());
        for (Component component : Component.values()) {
            row.put(
                    "n_" + component.code(),
                    BigDecimal.valueOf(block.counts[component.ordinal()][0], component.scale())
                            .toPlainString());
        }
        row.put("cost_vendor", event.vendorCost());
        addSide(row, "cost", charges.cost);
        addSide(row, "charge", charges.charge);
        row.put("cost_rated", money(charges.ratedCost[0]));
        row.put("provider_cost", money(charges.providerCost[0]));
        row.put("charge", money(charges.totalCharge[0]));
        row.put("draw_wallet_paid", money(charges.totalCharge[0]));
        charged.add(Money.ofPicos(charges.totalCharge[0])
                .toBigDecimal()
                .stripTrailingZeros()
                .toPlainString());
        boolean priced = charges.version[0] != ChargeBlock.UNPRICED;
        row.put("book_version", priced ? Integer.toString(charges.version[0]) : "-");
        row.put(
                "card_effective_from",
                priced
                        ? Instant.EPOCH
                                .plus(charges.cardEffectiveFrom[0], ChronoUnit.MICROS)
                                .toString()
                        : "-");
        row.put(
                "overlay",
                charges.overlay[0] < 0
                        ? "-"
                        : book.overlays().get(charges.overlay[0]).name());
        StringJoiner names = new StringJoiner(" | ");
        StringJoiner cells = new StringJoiner(" | ");
        row.forEach((name, value) -> {
            names.add(name);
            cells.add(value);
        });
        if (events++ == 0) {
            table.append(names).append('\n');
        }
        table.append(cells).append('\n');
        return this;
    }

    /** The charge of each event, without trailing zeros. */
    List<String> charges() {
        return charged;
    }

    String table() {
        return table.toString();
    }

    private void fill(Event event) {
        block.clear();
        block.size = 1;
        block.ts[0] = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(event.ts()));
        block.provider[0] = symbols.ordinal(event.provider());
        block.model[0] = symbols.ordinal(event.model());
        block.serviceTier[0] =
                event.serviceTier().equals("-") ? EventBlock.NO_NAME : symbols.ordinal(event.serviceTier());
        block.keyKind[0] = (byte) event.keyKind().ordinal();
        block.outcome[0] = (byte) event.outcome().ordinal();
        block.usageSource[0] = (byte) event.source().ordinal();
        block.vendorCost[0] = event.vendorCost().equals("-")
                ? EventBlock.ABSENT
                : Money.parse(event.vendorCost()).picosExact();
        event.counts().forEach((component, count) -> {
            block.counts[component.ordinal()][0] = count;
            block.present |= 1 << component.ordinal();
        });
    }

    private static void addSide(Map<String, String> row, String side, long[][] picos) {
        for (Category category : Category.values()) {
            long sum = 0;
            for (Component component : Component.values()) {
                sum += component.category() == category ? picos[component.ordinal()][0] : 0;
            }
            row.put(side + "_" + category.code(), money(sum));
        }
        for (ComponentGroup group : ComponentGroup.values()) {
            long sum = 0;
            for (Component component : Component.values()) {
                sum += component.group() == group ? picos[component.ordinal()][0] : 0;
            }
            row.put(side + "_" + group.code(), money(sum));
        }
    }

    private static String money(long picos) {
        return picos == EventBlock.ABSENT
                ? "-"
                : Money.ofPicos(picos).toBigDecimal().toPlainString();
    }
}
