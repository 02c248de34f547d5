/** Why a line is set aside. */
@NullMarked
package io.reckoner.kernel.suspense;

import org.jspecify.annotations.NullMarked;
