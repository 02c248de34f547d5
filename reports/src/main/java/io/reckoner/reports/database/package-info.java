/** Reads what may be too much for memory out of PostgreSQL, row by row. What is read, and what it means, is the callers'. */
@NullMarked
package io.reckoner.reports.database;

import org.jspecify.annotations.NullMarked;
