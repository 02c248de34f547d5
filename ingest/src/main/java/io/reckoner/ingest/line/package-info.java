/**
 * Lines of log format 1: one line in, one usage event, start, seal or reason out.
 *
 * <p>Decides what a line is, whether its fields are there and of their type, what its time is, and whose it is. Is given
 * bytes and the run's directory and symbols. Leaves to others where lines come from ({@code ingest.segment}), which
 * lines wait for the next run ({@code ingest.decode}) and what the counts mean ({@code ingest.readers}).
 */
@NullMarked
package io.reckoner.ingest.line;

import org.jspecify.annotations.NullMarked;
