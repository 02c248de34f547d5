/**
 * Proof of facts: against their raw lines, against the price book, against the journal and the lots, against the
 * manifest. Proof that what was sealed is what it was.
 *
 * <p>Decides what is compared and what a difference is called. Works every charge out again in DuckDB's integer
 * arithmetic, apart from the code that rated it. Is given book rows, ledger sums and raw lines through ports. Leaves it to
 * others to mend anything.
 */
@NullMarked
package io.reckoner.reports.verify;

import org.jspecify.annotations.NullMarked;
