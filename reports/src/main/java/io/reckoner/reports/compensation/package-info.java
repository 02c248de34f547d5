/**
 * Finds the events that rules of compensation mean.
 *
 * <p>Decides which rule an event answers to. Is given a session over facts and the rules. Leaves amounts and limits to
 * {@code kernel.compensation}.
 */
@NullMarked
package io.reckoner.reports.compensation;

import org.jspecify.annotations.NullMarked;
