/**
 * Plans, and the cycles in which they are lived.
 *
 * <p>Decides: what a plan grants, paces and allows, when a cycle begins and ends, which lots it opens, and what a switch is
 * worth. Given: plan data and instants of payment. Leaves to others: drawing on the lots ({@code settlement}) and taking the
 * money ({@code jobs}).
 */
@NullMarked
package io.reckoner.kernel.plan;

import org.jspecify.annotations.NullMarked;
