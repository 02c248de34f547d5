/**
 * Request traces that hold only times and token counts, as foreign input.
 *
 * <p>Decides what a row of a published trace means as a usage event, and its id. Is given the file and what the operator
 * states: whose account it stands for, which model, and {@code through}. Leaves to others everything an event is judged
 * by.
 */
@NullMarked
package io.reckoner.ingest.trace;

import org.jspecify.annotations.NullMarked;
