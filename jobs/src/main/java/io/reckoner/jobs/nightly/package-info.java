/**
 * The order of a settlement run: take in, decode, resolve, check, settle, prove, as a Spring Batch job. The same job runs
 * nightly, and every few minutes under {@code serve}.
 *
 * <p>It decides order, restart and transactions, and nothing else: the steps are {@code settlement}'s.
 */
@NullMarked
package io.reckoner.jobs.nightly;

import org.jspecify.annotations.NullMarked;
