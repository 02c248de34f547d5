package io.reckoner.reports.verify;

import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.money.Money;
import java.time.LocalDate;

/**
 * One sum of usage as a book has it.
 *
 * @param day UTC day of settlement
 * @param amount zero or more for usage; less for its reversal
 */
public record LedgerSum(long run, String account, LocalDate day, UsageFigure figure, Money amount) {}
