package io.reckoner.jobs.facts;

import io.reckoner.kernel.usage.EventBlock;
import java.time.LocalDate;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Where a column's values come from in a block. Looked up once for a block, then taken for each day in it. */
@FunctionalInterface
interface Fill {
    Values in(BlockView block);

    /** Values of one column and block. */
    @FunctionalInterface
    interface Values {
        /** Adds those of the day's selected rows to the day's column. */
        void addTo(DayRows day, int column);
    }

    /** A source of numbers by row; null stands for zero in every row. */
    @FunctionalInterface
    interface Numbers {
        long @Nullable [] in(BlockView block);
    }

    static Fill numbers(Numbers source) {
        return block -> {
            long[] values = source.in(block);
            return (day, column) -> ((LongBuffer) day.buffer(column)).append(values, day.selected, 0, day.count);
        };
    }

    static Fill number(Function<FactContext, Long> source) {
        return block -> {
            long value = source.apply(block.context);
            return (day, column) -> ((LongBuffer) day.buffer(column)).appendConstant(value, day.count);
        };
    }

    static Fill flags(Function<BlockView, boolean[]> source) {
        return block -> {
            boolean[] values = source.apply(block);
            return (day, column) -> ((FlagBuffer) day.buffer(column)).append(values, day.selected, 0, day.count);
        };
    }

    /** Names whose numbers mean the same in every block of the run. */
    static Fill names(Function<BlockView, int[]> numbers, Function<FactContext, IntFunction<String>> texts) {
        return block -> {
            int[] values = numbers.apply(block);
            IntFunction<String> names = texts.apply(block.context);
            return (day, column) -> ((TextBuffer) day.buffer(column))
                    .append(day.numbering(column, names), values, day.selected, 0, day.count);
        };
    }

    /** Names of the run's symbols. */
    static Fill symbols(Function<EventBlock, int[]> numbers) {
        return names(block -> numbers.apply(block.events), context -> context.symbols()::name);
    }

    /** Texts that lie in the block themselves. */
    static Fill texts(Function<BlockView, @Nullable String[]> source) {
        return block -> {
            TextNumbers numbers = new TextNumbers();
            int[] values = block.numbered(source.apply(block), numbers);
            return (day, column) -> {
                TextBuffer buffer = (TextBuffer) day.buffer(column);
                buffer.append(buffer.numbering(numbers::text), values, day.selected, 0, day.count);
            };
        };
    }

    /** The same text in all rows of a day; null for none. */
    static Fill text(BiFunction<FactContext, LocalDate, @Nullable String> source) {
        return block -> (day, column) ->
                ((TextBuffer) day.buffer(column)).appendConstant(source.apply(block.context, day.day()), day.count);
    }

    /** A text of each row between two places in the block's text. */
    static Fill ids(Function<BlockView, int[]> starts, Function<EventBlock, int[]> ends) {
        return block -> {
            int[] from = starts.apply(block);
            int[] to = ends.apply(block.events);
            return (day, column) ->
                    ((BytesBuffer) day.buffer(column)).append(block.events.text, from, to, day.selected, 0, day.count);
        };
    }

    static Fill purpose() {
        return block -> {
            int[] values = block.purposes();
            return (day, column) -> {
                TextBuffer buffer = (TextBuffer) day.buffer(column);
                buffer.append(buffer.numbering(block::purposeText), values, day.selected, 0, day.count);
            };
        };
    }

    static Fill tags() {
        return block -> (day, column) -> {
            TagsBuffer buffer = (TagsBuffer) day.buffer(column);
            buffer.append(buffer.numbering(block.tags()::set), block.tags().numbers(), day.selected, 0, day.count);
        };
    }
}
