/** Usage events as columns, and the register of billable components. */
@NullMarked
package io.reckoner.kernel.usage;

import org.jspecify.annotations.NullMarked;
