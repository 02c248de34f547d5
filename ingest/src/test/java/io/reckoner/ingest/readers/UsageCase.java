package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.UsageFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A row of {@code usage-bodies.csv}: a usage object and the counts it gives. */
record UsageCase(UsageFormat format, String provider, String usage) {
    /** All rows. */
    static List<UsageCase> all() {
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(UsageCase.class.getResourceAsStream("usage-bodies.csv")),
                StandardCharsets.UTF_8))) {
            return rows.lines()
                    .filter(row -> !row.startsWith("#"))
                    .map(UsageCase::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UsageCase of(String row) {
        String[] cells = row.split(" \\| ");
        return new UsageCase(UsageFormat.byCode(cells[0]).orElseThrow(), cells[1], cells[2]);
    }
}
