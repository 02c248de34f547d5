/**
 * Time as the books see it.
 *
 * <p>Decides: half-open periods, boundaries of monthly cycles, instants as microseconds, how far a run may settle (the
 * watermark), and how far back it can tell a repeat (the horizon). Given: instants and what proxies promise. Leaves to
 * others: what happens at an instant. Nothing here reads the clock.
 */
@NullMarked
package io.reckoner.kernel.period;

import org.jspecify.annotations.NullMarked;
