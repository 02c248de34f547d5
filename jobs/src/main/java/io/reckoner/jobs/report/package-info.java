/** Commands that ask: cost reports, operator's SQL, exports, status. They open what {@code reports} needs and print. */
@NullMarked
package io.reckoner.jobs.report;

import org.jspecify.annotations.NullMarked;
