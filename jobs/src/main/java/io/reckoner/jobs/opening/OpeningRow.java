package io.reckoner.jobs.opening;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import picocli.CommandLine.TypeConversionException;

/** One row of a file. What cannot be read is a fault of its column, and gives nothing. */
record OpeningRow(OpeningFile file, long line, CSVRecord record, OpeningFaults faults) {
    private static final Pattern NOTHING = Pattern.compile("0{1,12}(\\.0{1,12})?");

    void fault(String column, String message) {
        faults.add(file, line, column, message);
    }

    String text(String column) {
        return record.isMapped(column) ? record.get(column) : "";
    }

    Optional<String> required(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            fault(column, "it is empty.");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** An amount of zero or more, below what a lot may be. */
    Optional<Money> amount(String column) {
        return required(column).flatMap(text -> amountOf(column, text));
    }

    /** The same; zero where the column is empty. */
    Optional<Money> amountOrZero(String column) {
        String text = text(column);
        return text.isEmpty() ? Optional.of(Money.ZERO) : amountOf(column, text);
    }

    private Optional<Money> amountOf(String column, String text) {
        if (NOTHING.matcher(text).matches()) {
            return Optional.of(Money.ZERO);
        }
        return converted(column, () -> new AmountOption().convert(text)).filter(amount -> {
            boolean fits = amount.compareTo(Lot.LIMIT) < 0;
            if (!fits) {
                fault(column, "an amount of " + amount + " is too large. Write less than " + Lot.LIMIT + ".");
            }
            return fits;
        });
    }

    /** Nothing where the column is empty. */
    Optional<Instant> instant(String column) {
        String text = text(column);
        return text.isEmpty() ? Optional.empty() : converted(column, () -> new InstantOption().convert(text));
    }

    Optional<Instant> requiredInstant(String column) {
        return required(column).flatMap(text -> converted(column, () -> new InstantOption().convert(text)));
    }

    Optional<LocalDate> day(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            fault(column, "\"" + text + "\" is no day. Write 2026-03-01.");
            return Optional.empty();
        }
    }

    /** A word of a closed list; the fallback where the column is empty. */
    <T> Optional<T> word(String column, Function<String, Optional<T>> byCode, String fallback, String words) {
        String text = text(column).isEmpty() ? fallback : text(column);
        if (text.isEmpty()) {
            return required(column).flatMap(byCode);
        }
        Optional<T> word = byCode.apply(text);
        if (word.isEmpty()) {
            fault(column, "\"" + text + "\" is none of " + words + ".");
        }
        return word;
    }

    /** A value that refuses what does not fit it. */
    <T> Optional<T> made(String column, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (Refusal | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            fault(column, message.endsWith(".") ? message : message + ".");
            return Optional.empty();
        }
    }

    private <T> Optional<T> converted(String column, Supplier<T> conversion) {
        try {
            return Optional.of(conversion.get());
        } catch (TypeConversionException e) {
            fault(column, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
