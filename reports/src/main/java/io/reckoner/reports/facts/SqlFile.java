package io.reckoner.reports.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** DuckDB statements kept as resources: {@code duckdb/<name>.sql}. */
public final class SqlFile {
    private SqlFile() {}

    /**
     * The text of {@code duckdb/<name>.sql}.
     *
     * @throws IllegalArgumentException when there is no such file
     */
    public static String load(String name) {
        try (InputStream in = SqlFile.class.getResourceAsStream("/duckdb/" + name + ".sql")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no duckdb/" + name + ".sql");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read duckdb/" + name + ".sql", e);
        }
    }
}
