/**
 * How far the books have come: the watermark and what is still set aside. Every total says so.
 *
 * <p>Given: committed runs and open suspense, read from PostgreSQL views. Leaves to others: running anything.
 */
@NullMarked
package io.reckoner.reports.run;

import org.jspecify.annotations.NullMarked;
