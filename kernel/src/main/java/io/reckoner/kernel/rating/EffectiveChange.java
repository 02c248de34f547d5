package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.usage.Component;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A price that usage meets, before and after a change of the book, in one situation: what counts is what is asked for, not
 * which figure of the book says it. Example: a card gets {@code mark_up: 125} where the book's 1.2 held; no price on the card
 * changes, but input is charged 312.50 instead of 3.00.
 *
 * @param where the situation in words, each followed by a space; empty for the standard one
 * @param was what the component met, null where it had no price; zero where it was ignored
 * @param before the same with its place, null where it had none
 * @param after as {@code before}, from now on
 */
record EffectiveChange(
        String where,
        Component component,
        Side side,
        @Nullable UnitPrice was,
        @Nullable UnitPrice is,
        @Nullable AppliedPrice before,
        @Nullable AppliedPrice after) {
    private static final UnitPrice FREE = UnitPrice.of("0", 1);
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** A card and the overlay that acts on it. */
    record Terms(CardTerms card, @Nullable Overlay overlay) {}

    private record Windows(int older, int newer) {}

    private record Levels(int older, int newer) {}

    private record Met(@Nullable UnitPrice unit, @Nullable AppliedPrice applied) {}

    PriceStep step() {
        return PriceStep.of(was, is);
    }

    /** The prices met, with their places. */
    List<AppliedPrice> prices() {
        return Stream.of(Optional.ofNullable(before), Optional.ofNullable(after))
                .flatMap(Optional::stream)
                .toList();
    }

    boolean isOfAnOverlay() {
        return prices().stream().anyMatch(price -> price.source().kind() == AppliedPrice.Kind.OVERLAY);
    }

    /**
     * Every price that differs, standard situation first; one that only stands in for another component of the same card is
     * left out where that other one shows the same. The two cards need not have tiers, windows or thresholds in common.
     */
    static List<EffectiveChange> between(Terms older, Terms newer) {
        List<EffectiveChange> changes = new ArrayList<>();
        Set<String> tiers = new LinkedHashSet<>(List.of(""));
        older.card().card().serviceTiers().forEach(tier -> tiers.add(tier.name()));
        newer.card().card().serviceTiers().forEach(tier -> tiers.add(tier.name()));
        for (String tier : tiers) {
            for (Windows windows : windows(older.card(), newer.card())) {
                for (Levels levels : levels(older.card(), newer.card())) {
                    Situation was = new Situation(
                            older.card(), older.card().tier(tier), windows.older(), levels.older(), older.overlay());
                    Situation is = new Situation(
                            newer.card(), newer.card().tier(tier), windows.newer(), levels.newer(), newer.overlay());
                    compare(tier, was, is, changes);
                }
            }
        }
        return changes;
    }

    private static void compare(String tier, Situation was, Situation is, List<EffectiveChange> changes) {
        for (Component component : Component.values()) {
            for (Side side : Side.values()) {
                List<Situation.Piece> old = was.isPriced(component) ? was.pieces(component, side) : List.of();
                List<Situation.Piece> now = is.isPriced(component) ? is.pieces(component, side) : List.of();
                Set<Long> starts = new TreeSet<>(Set.of(0L));
                old.forEach(piece -> starts.add(piece.from()));
                now.forEach(piece -> starts.add(piece.from()));
                for (long start : starts) {
                    Met before = met(was, component, side, old, start);
                    Met after = met(is, component, side, now, start);
                    boolean isShownElsewhere = before.applied() != null
                            && after.applied() != null
                            && before.applied().isFallBack()
                            && before.applied().pricedAs() == after.applied().pricedAs();
                    if (!isShownElsewhere && PriceStep.of(before.unit(), after.unit()) != PriceStep.NONE) {
                        changes.add(new EffectiveChange(
                                where(tier, was, is, start),
                                component,
                                side,
                                before.unit(),
                                after.unit(),
                                before.applied(),
                                after.applied()));
                    }
                }
            }
        }
    }

    private static Met met(
            Situation situation, Component component, Side side, List<Situation.Piece> pieces, long start) {
        AppliedPrice price = null;
        for (Situation.Piece piece : pieces) {
            price = piece.from() <= start ? piece.price() : price;
        }
        if (price != null) {
            return new Met(price.unit(), price);
        }
        boolean isIgnored = situation.isPriced(component)
                && (side == Side.CHARGE || situation.terms().card().statesCosts());
        return new Met(isIgnored ? FREE : null, null);
    }

    /** The windows of either card that hold at the same time of day. */
    private static Set<Windows> windows(CardTerms older, CardTerms newer) {
        Set<Integer> cuts = new TreeSet<>(Set.of(0));
        for (CardTerms terms : List.of(older, newer)) {
            for (TimeWindow window : terms.card().windows()) {
                cuts.add(window.fromSecond());
                cuts.add(window.toSecond() % TimeWindow.DAY);
            }
        }
        Set<Windows> pairs = new LinkedHashSet<>();
        for (int second : cuts) {
            long micros = second * MICROS_PER_SECOND;
            pairs.add(new Windows(older.window(micros), newer.window(micros)));
        }
        return pairs;
    }

    /** The levels of context of either card that one request can meet; all of them where the metrics differ. */
    private static Set<Levels> levels(CardTerms older, CardTerms newer) {
        Set<Levels> pairs = new LinkedHashSet<>();
        if (Objects.equals(
                older.card().context().metric(), newer.card().context().metric())) {
            Set<Long> metrics = new TreeSet<>(Set.of(0L));
            for (CardTerms terms : List.of(older, newer)) {
                for (long threshold : terms.thresholds()) {
                    metrics.add(terms.card().context().leastMeeting(threshold));
                }
            }
            metrics.forEach(metric -> pairs.add(new Levels(older.level(metric), newer.level(metric))));
            return pairs;
        }
        for (int old = 0; old < older.levels(); old++) {
            for (int now = 0; now < newer.levels(); now++) {
                pairs.add(new Levels(old, now));
            }
        }
        return pairs;
    }

    private static String where(String tier, Situation was, Situation is, long start) {
        StringBuilder where = new StringBuilder(tier.isEmpty() ? "" : "service tier " + tier + " ");
        TimeWindow window = is.timeWindow() == null ? was.timeWindow() : is.timeWindow();
        if (window != null) {
            where.append("window ").append(window.name()).append(' ');
        }
        long threshold = Math.max(threshold(was), threshold(is));
        if (threshold > 0 || start > 0) {
            where.append("beyond ").append(threshold > 0 ? threshold : start).append(' ');
        }
        return where.toString();
    }

    private static long threshold(Situation situation) {
        return situation.level() == 0 ? 0 : situation.terms().thresholds()[situation.level() - 1];
    }
}
