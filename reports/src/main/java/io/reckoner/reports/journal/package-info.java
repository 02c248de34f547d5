/**
 * Reading the journal.
 *
 * <p>Decides: in what order entries are read and that what is read is what was posted (an entry's id must follow from its
 * content). Given: the views {@code reports.journal_export} and {@code reports.ledger_balance}. Leaves to others: posting,
 * sealing, and writing it as text.
 */
@NullMarked
package io.reckoner.reports.journal;

import org.jspecify.annotations.NullMarked;
