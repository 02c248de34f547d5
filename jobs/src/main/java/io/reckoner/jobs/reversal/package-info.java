/**
 * What is taken back: payments refunded or disputed, charges voided, debts given up.
 *
 * <p>Decides which debits, ends of cycles and returns follow from such an act, and how a repeated one is recognised. Is given
 * a transaction and an act with its reason. Leaves the amounts that lots and debts can bear to settlement, and moving money
 * to whoever holds it.
 */
@NullMarked
package io.reckoner.jobs.reversal;

import org.jspecify.annotations.NullMarked;
