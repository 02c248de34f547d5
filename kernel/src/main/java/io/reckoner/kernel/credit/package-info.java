/**
 * Lots, pools and the order in which they are drawn.
 *
 * <p>Decides: what a lot is, where its id comes from, which lot goes first. Given: acts that grant credit. Leaves to others:
 * when a lot is drawn, lapses or pays ({@code settlement}).
 */
@NullMarked
package io.reckoner.kernel.credit;

import org.jspecify.annotations.NullMarked;
