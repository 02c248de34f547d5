/**
 * Files that are not log format 1, as foreign input: request traces that hold only times and token counts.
 *
 * <p>Decides what a row means as a usage event, and its id. Is given the file and what the operator states about it: whose
 * usage it is, which model, and {@code through}. Leaves to others everything an event is judged by.
 */
@NullMarked
package io.reckoner.ingest.foreign;

import org.jspecify.annotations.NullMarked;
