package io.reckoner.reports.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A DuckDB statement kept as a resource, {@code duckdb/<name>.sql}, with places in braces to fill.
 *
 * <p>What is filled in comes from the code's own closed lists, never from a user; a user's values are bound.
 */
public final class SqlText {
    private final String name;
    private final String text;

    private SqlText(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /**
     * The statement {@code duckdb/<name>.sql}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static SqlText load(String name) {
        try (InputStream in = SqlText.class.getResourceAsStream("/duckdb/" + name + ".sql")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no duckdb/" + name + ".sql");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // Comments may name a place without being one.
            return new SqlText(name, text.replaceAll("(?m)^ *--.*\\R?", ""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read duckdb/" + name + ".sql", e);
        }
    }

    /**
     * The statement with {@code {place}} replaced.
     *
     * @throws IllegalArgumentException when it has no such place
     */
    public SqlText with(String place, String sql) {
        String braced = "{" + place + "}";
        if (!text.contains(braced)) {
            throw new IllegalArgumentException("duckdb/" + name + ".sql has no " + braced);
        }
        return new SqlText(name, text.replace(braced, sql));
    }

    /** The finished text. */
    public String sql() {
        return text;
    }
}
