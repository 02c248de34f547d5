package io.reckoner.jobs.voucher;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import picocli.CommandLine.TypeConversionException;

/** A CSV file of credit to give, with a header; all faults of it are told at once. */
final class CreditFile {
    private static final long LARGEST_BYTES = 64L * 1024 * 1024;

    private final String name;
    private final List<CSVRecord> records;
    private final List<String> faults = new ArrayList<>();
    private CSVRecord current;

    private CreditFile(String name, List<CSVRecord> records) {
        this.name = name;
        this.records = records;
        this.current = records.getFirst();
    }

    /**
     * Opens a file.
     *
     * @param columns every column it may have, and whether it must
     */
    static CreditFile open(Path file, Map<String, Boolean> columns) {
        String name = String.valueOf(file.getFileName());
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new Refusal(name + " is larger than 64 MiB. Split it.");
            }
            try (CSVParser parser = CSVParser.parse(Files.readString(file), format)) {
                requireColumns(name, parser.getHeaderNames(), columns);
                List<CSVRecord> records = parser.getRecords();
                if (records.isEmpty()) {
                    throw new Refusal(name + " has no row below its header.");
                }
                return new CreditFile(name, records);
            }
        } catch (NoSuchFileException e) {
            throw new Refusal("there is no file " + file + ".");
        } catch (MalformedInputException e) {
            throw new Refusal(file + " is not UTF-8. Save it in that encoding.");
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new Refusal(name + " is no CSV that can be read: " + e.getMessage());
        } catch (IOException e) {
            throw new Refusal(file + " cannot be read: " + e.getMessage());
        }
    }

    private static void requireColumns(String name, List<String> header, Map<String, Boolean> columns) {
        Set<String> missing = new TreeSet<>();
        columns.forEach((column, must) -> {
            if (must && !header.contains(column)) {
                missing.add(column);
            }
        });
        Set<String> unknown = new TreeSet<>(header);
        unknown.removeAll(columns.keySet());
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new Refusal(name + ":1: "
                    + (missing.isEmpty() ? "" : "columns missing: " + String.join(", ", missing) + ". ")
                    + (unknown.isEmpty() ? "" : "columns not known: " + String.join(", ", unknown) + ". ")
                    + "Known are: " + String.join(", ", new TreeSet<>(columns.keySet())) + ".");
        }
    }

    /** Reads each row; those with a fault give nothing. */
    <T> List<T> rows(Function<CreditFile, Optional<T>> reader) {
        List<T> rows = new ArrayList<>();
        for (CSVRecord each : records) {
            current = each;
            if (each.isConsistent()) {
                reader.apply(this).ifPresent(rows::add);
            } else {
                fault("the row has " + each.size() + " columns, the header another number.");
            }
        }
        return rows;
    }

    /** Refuses with all faults, if there are any. */
    void requireClean() {
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults) + "\nNothing was done.");
        }
    }

    void fault(String message) {
        // The header is line 1.
        faults.add(name + ":" + (current.getRecordNumber() + 1) + ": " + message);
    }

    String text(String column) {
        return current.isMapped(column) ? current.get(column) : "";
    }

    Optional<String> required(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            fault("column " + column + " is empty.");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    Optional<Money> amount(String column) {
        return required(column).flatMap(text -> converted(() -> new AmountOption().convert(text)));
    }

    /** Nothing where the column is empty. */
    Optional<Instant> instant(String column) {
        String text = text(column);
        return text.isEmpty() ? Optional.empty() : converted(() -> new InstantOption().convert(text));
    }

    /** A whole number from 1 on; the fallback where the column is empty. */
    int number(String column, int fallback, int most) {
        String text = text(column);
        if (text.isEmpty()) {
            return fallback;
        }
        if (!text.matches("[1-9][0-9]{0,8}") || Integer.parseInt(text) > most) {
            fault("column " + column + ": \"" + text + "\" is no whole number from 1 to " + most + ".");
            return fallback;
        }
        return Integer.parseInt(text);
    }

    /** One of the kinds that are given; gift where the column is empty. */
    Optional<LotKind> kind(Set<LotKind> allowed) {
        String text = text("kind");
        Optional<LotKind> kind = text.isEmpty()
                ? Optional.of(LotKind.GIFT)
                : LotKind.byCode(text).filter(allowed::contains);
        if (kind.isEmpty()) {
            fault("\"" + text + "\" is no kind of credit that is given here. Write "
                    + String.join(
                            ", ", allowed.stream().map(LotKind::code).sorted().toList()) + ".");
        }
        return kind;
    }

    private <T> Optional<T> converted(Supplier<T> conversion) {
        try {
            return Optional.of(conversion.get());
        } catch (TypeConversionException e) {
            fault(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
