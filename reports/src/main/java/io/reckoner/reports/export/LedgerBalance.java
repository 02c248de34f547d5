package io.reckoner.reports.export;

import io.reckoner.kernel.journal.AccountName;
import io.reckoner.kernel.journal.Commodity;
import io.reckoner.kernel.money.Money;

/** What a ledger account holds of a commodity: debits less credits; zero where they cancel out. */
public record LedgerBalance(AccountName account, Commodity commodity, Money amount) {}
