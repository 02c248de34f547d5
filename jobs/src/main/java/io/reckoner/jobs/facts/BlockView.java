package io.reckoner.jobs.facts;

import io.reckoner.kernel.settlement.DrawBlock;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows {@code from .. to-1} of a block, as columns read them. What it derives lies in arrays that the next derived
 * column overwrites.
 */
final class BlockView {
    final EventBlock events;
    final ChargeBlock charges;
    final DrawBlock draws;
    final FactContext context;
    private final int from;
    private final int to;
    private final Arrays arrays;

    /** Room for derived columns, kept from block to block. */
    static final class Arrays {
        private final int[] ints = new int[EventBlock.CAPACITY];
        private final long[] longs = new long[EventBlock.CAPACITY];
        private final int[] idStarts = new int[EventBlock.CAPACITY];
        private final TagSets tags = new TagSets();
    }

    BlockView(
            EventBlock events,
            ChargeBlock charges,
            DrawBlock draws,
            FactContext context,
            int from,
            int to,
            Arrays arrays) {
        this.events = events;
        this.charges = charges;
        this.draws = draws;
        this.context = context;
        this.from = from;
        this.to = to;
        this.arrays = arrays;
        for (int row = from; row < to; row++) {
            arrays.idStarts[row] = events.idStart(row);
        }
        arrays.tags.read(events, from, to);
    }

    int[] idStarts() {
        return arrays.idStarts;
    }

    TagSets tags() {
        return arrays.tags;
    }

    /** A component's counts; null where all are zero. */
    long @Nullable [] counts(Component component) {
        int ordinal = component.ordinal();
        return (events.present & 1 << ordinal) == 0 ? null : events.counts[ordinal];
    }

    /** Sums of some components; null where all are zero. */
    long @Nullable [] sum(long[][] byComponent, List<Component> components) {
        long[] only = null;
        boolean summed = false;
        for (Component component : components) {
            if ((charges.present & 1 << component.ordinal()) == 0) {
                continue;
            }
            long[] values = byComponent[component.ordinal()];
            if (only == null) {
                only = values;
                continue;
            }
            long[] sums = arrays.longs;
            for (int row = from; row < to; row++) {
                sums[row] = Math.addExact(summed ? sums[row] : only[row], values[row]);
            }
            summed = true;
        }
        return summed ? arrays.longs : only;
    }

    /** The same numbers, wider. */
    long[] widened(int[] values) {
        for (int row = from; row < to; row++) {
            arrays.longs[row] = values[row];
        }
        return arrays.longs;
    }

    /** The same numbers, wider. */
    int[] widened(byte[] values) {
        for (int row = from; row < to; row++) {
            arrays.ints[row] = values[row];
        }
        return arrays.ints;
    }

    /** The price-book version; absent where the event was not priced. */
    long[] versions() {
        for (int row = from; row < to; row++) {
            int version = charges.version[row];
            arrays.longs[row] = version == ChargeBlock.UNPRICED ? EventBlock.ABSENT : version;
        }
        return arrays.longs;
    }

    /** When the rate card took effect; absent where the event was not priced. */
    long[] cardsEffectiveFrom() {
        for (int row = from; row < to; row++) {
            boolean unpriced = charges.version[row] == ChargeBlock.UNPRICED;
            arrays.longs[row] = unpriced ? EventBlock.ABSENT : charges.cardEffectiveFrom[row];
        }
        return arrays.longs;
    }

    /** Numbers for texts that lie in the block as they are; equal neighbours are most often the same object. */
    int[] numbered(@Nullable String[] texts, TextNumbers numbers) {
        for (int row = from; row < to; row++) {
            arrays.ints[row] = numbers.number(texts[row]);
        }
        return arrays.ints;
    }

    /** Purposes, numbered: first those of tags, then "reasoning", then endpoints. */
    int[] purposes() {
        TagSets tags = arrays.tags;
        long[] reasoning = counts(Component.REASONING);
        int named = tags.purposes().size();
        for (int row = from; row < to; row++) {
            int purpose = tags.purpose(tags.numbers()[row]);
            if (purpose < 0 && reasoning != null && reasoning[row] > 0) {
                purpose = named;
            } else if (purpose < 0 && events.endpoint[row] != EventBlock.NO_NAME) {
                purpose = named + 1 + events.endpoint[row];
            }
            arrays.ints[row] = purpose;
        }
        return arrays.ints;
    }

    /** The text of a number of {@link #purposes}. */
    String purposeText(int number) {
        List<String> named = arrays.tags.purposes();
        if (number < named.size()) {
            return named.get(number);
        }
        return number == named.size() ? "reasoning" : context.symbols().name(number - named.size() - 1);
    }
}
