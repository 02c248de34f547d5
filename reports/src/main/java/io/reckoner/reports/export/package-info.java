/**
 * The journal as text for other people's tools: hledger, ledger, beancount.
 *
 * <p>Decides: how entries, names and balances are written, in bytes that are the same for the same journal. Given: entries
 * and balances by a {@link io.reckoner.reports.export.JournalReader}. Leaves to others: reading them, and what they mean.
 */
@NullMarked
package io.reckoner.reports.export;

import org.jspecify.annotations.NullMarked;
