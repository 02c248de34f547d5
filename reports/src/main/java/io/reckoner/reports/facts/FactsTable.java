package io.reckoner.reports.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small table a session keeps in memory beside the facts, such as the manifest or a price book.
 *
 * @param name its name in SQL
 * @param columns the column list of CREATE TABLE: {@code "path VARCHAR, rows BIGINT"}
 * @param rows values: strings, numbers, booleans, {@link java.time.LocalDate}, {@link java.time.OffsetDateTime}, or null
 */
public record FactsTable(String name, String columns, List<List<@Nullable Object>> rows) {}
