/**
 * Settles the accounts of one bucket for one run: merged rows are rated, drawn over the time line, written as facts and
 * posted, and all of it is stored in one transaction.
 *
 * <p>The rules are the kernel's ({@code rating}, {@code settlement}, {@code journal}); this package loads what they are
 * given and stores what they say. It leaves the order of steps to {@code nightly}.
 */
@NullMarked
package io.reckoner.jobs.settlement;

import org.jspecify.annotations.NullMarked;
