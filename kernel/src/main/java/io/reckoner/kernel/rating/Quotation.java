package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out one {@link QuoteRequest}: judged by {@link Rater}, priced by {@link Situation}. */
final class Quotation {
    private final PriceBook book;
    private final QuoteRequest request;
    private final Symbols symbols = new Symbols();
    private final PriceBook.ModelKey model;
    private final long micros;
    private final long[] counts = new long[Component.COUNT];
    private int present;

    Quotation(PriceBook book, QuoteRequest request) {
        this.book = book;
        this.request = request;
        this.model = new PriceBook.ModelKey(request.provider(), request.model());
        this.micros = Micros.of(request.at());
        request.counts().forEach((component, count) -> {
            counts[component.ordinal()] = count;
            present |= 1 << component.ordinal();
        });
    }

    PriceQuote quote() {
        Verdict verdict = new Rater(book, symbols)
                .judge(
                        micros,
                        symbols.ordinal(request.provider()),
                        symbols.ordinal(request.model()),
                        serviceTier(),
                        (byte) request.keyKind().ordinal(),
                        counts,
                        present,
                        request.account());
        if (verdict != null) {
            return new PriceQuote.Refused(verdict);
        }
        CompiledCard card = new CompiledModel(book, symbols, model).at(micros);
        boolean hasUsage = counts[Component.REQUEST.ordinal()] > 0;
        return new PriceQuote.Priced(card == null || !hasUsage ? nothing(card) : priced(card));
    }

    private int serviceTier() {
        return request.serviceTier() == null ? EventBlock.NO_NAME : symbols.ordinal(request.serviceTier());
    }

    private Working nothing(@Nullable CompiledCard card) {
        return new Working(
                book.version(),
                request.provider(),
                request.model(),
                null,
                card == null ? null : card.card().modelType(),
                null,
                null,
                null,
                0,
                null,
                Working.Charging.CHARGED,
                List.of(),
                Money.ZERO,
                Money.ZERO,
                Money.ZERO);
    }

    private Working priced(CompiledCard card) {
        CardTerms terms = card.terms();
        OverlayIndex.Entry entry =
                new OverlayIndex(book.overlays()).find(request.account(), request.keyKind(), model, micros);
        Overlay overlay = entry == null ? null : entry.overlay();
        Situation situation = card.situation(serviceTier(), micros, counts, present, overlay);
        boolean waived = !book.terms().chargePolicy().charges(request.outcome(), request.usageSource());
        List<Working.Line> lines = new ArrayList<>();
        Money rated = terms.card().statesCosts() ? Money.ZERO : null;
        Money charge = Money.ZERO;
        for (Component component : Component.values()) {
            if (counts[component.ordinal()] > 0) {
                if (rated != null) {
                    Working.Line line = line(component, Side.COST, situation.pieces(component, Side.COST));
                    lines.add(line);
                    rated = rated.plus(line.amount());
                }
                Working.Line line =
                        line(component, Side.CHARGE, waived ? List.of() : situation.pieces(component, Side.CHARGE));
                lines.add(line);
                charge = charge.plus(line.amount());
            }
        }
        ServiceTier serviceTier = situation.serviceTier();
        TimeWindow window = situation.timeWindow();
        return new Working(
                book.version(),
                request.provider(),
                request.model(),
                terms.card().effectiveFrom(),
                terms.card().modelType(),
                terms.card().costBasis(),
                serviceTier == null ? null : serviceTier.name(),
                window == null ? null : window.name(),
                card.metric(counts, present),
                overlay == null ? null : overlay.name(),
                waived ? Working.Charging.WAIVED : Working.Charging.CHARGED,
                List.copyOf(lines),
                rated,
                providerCost(terms.card().costBasis(), rated),
                charge);
    }

    private @Nullable Money providerCost(CostBasis basis, @Nullable Money rated) {
        return switch (basis) {
            case BOOK, UNKNOWN -> rated;
            case VENDOR -> request.vendorCost() == null ? rated : request.vendorCost();
        };
    }

    private Working.Line line(Component component, Side side, List<Situation.Piece> pieces) {
        long count = counts[component.ordinal()];
        ExactRate rate = ExactRate.of(component, pieces);
        List<Working.Part> parts = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            long part = rate.part(i, count);
            if (part > 0) {
                parts.add(new Working.Part(part, pieces.get(i).price()));
            }
        }
        BigInteger numerator = rate.exact(count);
        BigInteger gcd = numerator.gcd(rate.denominator());
        return new Working.Line(
                component,
                side,
                count,
                List.copyOf(parts),
                numerator.divide(gcd),
                rate.denominator().divide(gcd),
                rate.amount(count));
    }
}
