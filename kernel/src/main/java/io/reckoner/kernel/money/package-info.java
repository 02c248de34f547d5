/** Exact money: whole picos, unit prices, and the one place that rounds. */
@NullMarked
package io.reckoner.kernel.money;

import org.jspecify.annotations.NullMarked;
