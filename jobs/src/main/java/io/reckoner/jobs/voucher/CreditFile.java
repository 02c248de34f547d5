package io.reckoner.jobs.voucher;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.CsvFile;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import java.io.IOException;
import java.nio.file.Files;
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
import java.util.function.UnaryOperator;
import picocli.CommandLine.TypeConversionException;

/** A CSV file of credit to give, with a header; all faults of it are told at once. */
final class CreditFile {
    private static final long LARGEST_BYTES = 64L * 1024 * 1024;

    private final String name;
    private final List<CsvFile.Row> rows;
    private final int columns;
    private final List<String> faults;
    private CsvFile.Row current;

    private CreditFile(String name, List<CsvFile.Row> rows, int columns, List<String> faults) {
        this.name = name;
        this.rows = rows;
        this.columns = columns;
        this.faults = faults;
        this.current = rows.getFirst();
    }

    /**
     * Opens a file.
     *
     * @param columns every column it may have, and whether it must
     */
    static CreditFile open(Path file, Map<String, Boolean> columns) {
        String name = String.valueOf(file.getFileName());
        List<String> faults = new ArrayList<>();
        List<CsvFile.Row> rows = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(file)) {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new Refusal(name + " is larger than 64 MiB. Split it.");
            }
            requireColumns(name, csv.header(), columns);
            read(csv, rows, faults);
            if (rows.isEmpty() && faults.isEmpty()) {
                throw new Refusal(name + " has no row below its header.");
            }
            if (rows.isEmpty()) {
                throw new Refusal(String.join("\n", faults));
            }
            return new CreditFile(name, rows, csv.header().size(), faults);
        } catch (IOException e) {
            throw new Refusal(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Rows up to one that cannot be read, which is a fault among others. */
    private static void read(CsvFile csv, List<CsvFile.Row> rows, List<String> faults) {
        try {
            for (Optional<CsvFile.Row> next = csv.next(); next.isPresent(); next = csv.next()) {
                rows.add(next.get());
            }
        } catch (Refusal unreadable) {
            faults.add(String.valueOf(unreadable.getMessage()));
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
        List<T> read = new ArrayList<>();
        for (CsvFile.Row each : rows) {
            current = each;
            if (each.cells().isConsistent()) {
                reader.apply(this).ifPresent(read::add);
            } else {
                fault("the row has " + each.cells().size() + " columns, the header " + columns + ".");
            }
        }
        return read;
    }

    /** Refuses with all faults, if there are any. */
    void requireClean() {
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults) + "\nNothing was done.");
        }
    }

    void fault(String message) {
        faults.add(name + ":" + current.line() + ": " + message);
    }

    String text(String column) {
        return current.cells().isMapped(column) ? current.cells().get(column) : "";
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

    /** A value that a rule may refuse in its own words, which are then a fault of the row. */
    <T> T within(T value, UnaryOperator<T> rule) {
        try {
            return rule.apply(value);
        } catch (Refusal refused) {
            fault(String.valueOf(refused.getMessage()));
            return value;
        }
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
