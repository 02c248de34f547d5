/** Lots, pools and the order in which they are drawn. */
@NullMarked
package io.reckoner.kernel.credit;

import org.jspecify.annotations.NullMarked;
