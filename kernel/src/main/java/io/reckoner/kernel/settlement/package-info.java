/** Charges applied to pools, in order, over the time line of an account. */
@NullMarked
package io.reckoner.kernel.settlement;

import org.jspecify.annotations.NullMarked;
