/**
 * Exact money.
 *
 * <p>Decides: how an amount is held ({@link io.reckoner.kernel.money.Money}, whole picos, unbounded), how a price is held
 * ({@link io.reckoner.kernel.money.UnitPrice}, exact), and every rounding there is
 * ({@link io.reckoner.kernel.money.Rounding}). Given: nothing. Leaves to others: which amounts are right; hot columns hold
 * picos as {@code long} and check their own arithmetic.
 */
@NullMarked
package io.reckoner.kernel.money;

import org.jspecify.annotations.NullMarked;
