/**
 * Charges applied to pools, in order, over the time line of an account.
 *
 * <p>Decides: the order of what happens at one instant, which lots an event draws on, what becomes shortfall or over-run, when
 * a lot lapses and a debt is paid. Given: the state a run before left, the items and rated events up to a watermark, plan
 * versions. Leaves to others: prices, what the journal makes of a movement, and storing anything.
 */
@NullMarked
package io.reckoner.kernel.settlement;

import org.jspecify.annotations.NullMarked;
