/**
 * An operator's own questions to the facts, in DuckDB's SQL.
 *
 * <p>Decides what may be asked: one statement that reads. Is given a session that can reach nothing but the listed files.
 * Leaves looks to {@code table}.
 */
@NullMarked
package io.reckoner.reports.sql;

import org.jspecify.annotations.NullMarked;
