/**
 * Opening balances: what an account brings along from another system, as of one instant.
 *
 * <p>Decides: what a cycle that is under way grants, has drawn and has not earned yet; which state, movements and entry an opening
 * comes to. Given: what is left, stated by the operator. Leaves to others: reading files, storing, and everything after the
 * cut-over, which is ordinary settlement.
 */
@NullMarked
package io.reckoner.kernel.opening;

import org.jspecify.annotations.NullMarked;
