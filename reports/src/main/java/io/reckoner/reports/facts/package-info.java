/**
 * Reading facts: a DuckDB inside this process over the committed Parquet files, and over nothing else.
 *
 * <p>Decides which files a question can concern and what a session may touch. Is given the manifest's rows through
 * {@link io.reckoner.reports.facts.VisibleFactFiles}. Leaves the questions to {@code cost}, {@code sql} and {@code verify}, and
 * the files themselves to those who write them.
 */
@NullMarked
package io.reckoner.reports.facts;

import org.jspecify.annotations.NullMarked;
