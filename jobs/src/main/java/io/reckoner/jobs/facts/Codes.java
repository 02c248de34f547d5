package io.reckoner.jobs.facts;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * One text for each row, as codes into a dictionary of the row group; -1 is null.
 *
 * <p>Where texts come from they have other numbers: {@link Numbering} remembers which is which, so that a text is hashed
 * once and not in every row. Those numbers decide nothing here; codes follow the order of appearance.
 */
final class Codes {
    static final int NULL = -1;

    private final TextDictionary dictionary = new TextDictionary();
    private int[] codes = new int[0];
    private int size;
    private boolean constant = true;
    private int first;
    private int generation;

    TextDictionary dictionary() {
        return dictionary;
    }

    boolean isConstant() {
        return constant;
    }

    int code(int row) {
        return constant ? first : codes[row];
    }

    /** The codes of all rows; only where they are not {@link #isConstant constant}. */
    int[] array() {
        return codes;
    }

    /** A numbering by which texts will come; it may be used for as long as its numbers keep their meaning. */
    Numbering numbering(IntFunction<String> texts) {
        return new Numbering(texts);
    }

    /** Adds the texts numbered {@code numbers[rows[i]]} for {@code from <= i < to}; a negative number is null. */
    void append(Numbering numbering, int[] numbers, int[] rows, int from, int to) {
        int at = from;
        if (constant) {
            at = appendWhileConstant(numbering, numbers, rows, from, to);
            if (at == to) {
                return;
            }
            materialize(to - at);
        }
        reserve(to - at);
        int[] out = codes;
        int end = size - at;
        int lastNumber = numbers[rows[at]];
        int lastCode = numbering.code(lastNumber);
        for (int i = at; i < to; i++) {
            int number = numbers[rows[i]];
            if (number != lastNumber) {
                lastNumber = number;
                lastCode = numbering.code(number);
            }
            out[end + i] = lastCode;
        }
        size += to - at;
    }

    /** Adds texts for as long as they are the one text held so far; where it stopped. */
    private int appendWhileConstant(Numbering numbering, int[] numbers, int[] rows, int from, int to) {
        if (size == 0) {
            first = numbering.code(numbers[rows[from]]);
        }
        int at = from;
        while (at < to) {
            int number = numbers[rows[at]];
            if (numbering.code(number) != first) {
                break;
            }
            while (at < to && numbers[rows[at]] == number) {
                at++;
            }
        }
        size += at - from;
        return at;
    }

    void appendConstant(int code, int count) {
        if (constant && (size == 0 || code == first)) {
            first = code;
            size += count;
            return;
        }
        if (constant) {
            materialize(count);
        }
        reserve(count);
        Arrays.fill(codes, size, size + count, code);
        size += count;
    }

    void clear() {
        dictionary.clear();
        size = 0;
        constant = true;
        generation++;
    }

    private void materialize(int more) {
        constant = false;
        reserve(more);
        Arrays.fill(codes, 0, size, first);
    }

    private void reserve(int more) {
        if (size + more > codes.length) {
            codes = Arrays.copyOf(codes, ColumnBuffer.capacity(size + more));
        }
    }

    /** Foreign numbers of texts, and the codes they have in the current row group. */
    final class Numbering {
        private static final int FREE = -1;

        private final IntFunction<String> texts;
        private int[] numbers = new int[16];
        private int[] known = new int[16];
        private int count;
        private int filledIn = -1;

        private Numbering(IntFunction<String> texts) {
            this.texts = texts;
        }

        private int code(int number) {
            if (number < 0) {
                return NULL;
            }
            if (filledIn != generation) {
                Arrays.fill(numbers, FREE);
                count = 0;
                filledIn = generation;
            }
            int slot = slot(number);
            if (numbers[slot] == FREE) {
                if (2 * ++count > numbers.length) {
                    grow();
                    slot = slot(number);
                }
                numbers[slot] = number;
                known[slot] = dictionary.code(texts.apply(number));
            }
            return known[slot];
        }

        private int slot(int number) {
            int slot = number * 0x9e3779b9 >>> Integer.numberOfLeadingZeros(numbers.length - 1);
            while (numbers[slot] != FREE && numbers[slot] != number) {
                slot = slot + 1 & numbers.length - 1;
            }
            return slot;
        }

        private void grow() {
            int[] oldNumbers = numbers;
            int[] oldKnown = known;
            numbers = new int[2 * oldNumbers.length];
            known = new int[2 * oldNumbers.length];
            Arrays.fill(numbers, FREE);
            for (int i = 0; i < oldNumbers.length; i++) {
                if (oldNumbers[i] != FREE) {
                    int slot = slot(oldNumbers[i]);
                    numbers[slot] = oldNumbers[i];
                    known[slot] = oldKnown[i];
                }
            }
        }
    }
}
