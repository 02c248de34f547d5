/**
 * Control totals: what went into each hop of a run and what came out, and the equations that must hold between them.
 *
 * <p>Decides: which totals are kept ({@link io.reckoner.kernel.control.TotalName}), how they add up
 * ({@link io.reckoner.kernel.control.ControlTotals}), which equations a run must satisfy
 * ({@link io.reckoner.kernel.control.ControlEquation}). Given: counts and sums, counted where the work is done, by block
 * or bucket. Leaves to others: counting, storing the totals with the run, and stopping a run whose equations fail.
 */
@NullMarked
package io.reckoner.kernel.control;

import org.jspecify.annotations.NullMarked;
