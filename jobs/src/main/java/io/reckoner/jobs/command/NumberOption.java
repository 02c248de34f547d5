package io.reckoner.jobs.command;

import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number on the command line: {@code 50}. */
public final class NumberOption<N extends Number> implements ITypeConverter<N> {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

    private final Function<String, N> reading;
    private final N most;

    private NumberOption(Function<String, N> reading, N most) {
        this.reading = reading;
        this.most = most;
    }

    public static NumberOption<Integer> ofInt() {
        return new NumberOption<>(Integer::valueOf, Integer.MAX_VALUE);
    }

    public static NumberOption<Long> ofLong() {
        return new NumberOption<>(Long::valueOf, Long.MAX_VALUE);
    }

    @Override
    public N convert(String text) {
        try {
            return reading.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" is "
                    + (WHOLE.matcher(text).matches()
                            ? "too far from zero. Write at most " + most + "."
                            : "no whole number. Write digits alone, as in 50."));
        }
    }
}
