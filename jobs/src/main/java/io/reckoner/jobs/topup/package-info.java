/**
 * Automatic top-ups: a stored payment method is charged when the Wallet falls below a threshold.
 *
 * <p>Decides when an account is charged, when it must wait and when it is paused. Is given a database and a cashier. Leaves the
 * charge, its outcome and the credit to {@code jobs.payment}.
 */
@NullMarked
package io.reckoner.jobs.topup;

import org.jspecify.annotations.NullMarked;
