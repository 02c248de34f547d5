/**
 * The books: double entry, append-only.
 *
 * <p>Decides: the chart of accounts ({@link io.reckoner.kernel.journal.ChartOfAccounts}), what is posted for each
 * happening ({@link io.reckoner.kernel.journal.PostingRules}, which alone names accounts), how a subscription's price
 * becomes income day by day ({@link io.reckoner.kernel.journal.SubscriptionAccrual}), and the seal of a run
 * ({@link io.reckoner.kernel.journal.SealHash}). Given: movements of lots and debts, provider costs, receipts, each with
 * its day. Leaves to others: what was drawn and why (settlement), storing, and exporting as text.
 */
@NullMarked
package io.reckoner.kernel.journal;

import org.jspecify.annotations.NullMarked;
