/**
 * A finished table of figures and the ways to write it down: aligned text, CSV, JSON.
 *
 * <p>Decides how numbers look: separators, decimals, alignment. Is given exact values. Leaves to others what the figures
 * mean and where they come from. Nothing here changes an amount: text may show fewer decimals, CSV and JSON never do.
 */
@NullMarked
package io.reckoner.reports.table;

import org.jspecify.annotations.NullMarked;
