package io.reckoner.kernel.journal;

import static io.reckoner.kernel.journal.Commodity.PLANUSD;
import static io.reckoner.kernel.journal.Commodity.USD;

import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.Purse;
import io.reckoner.kernel.control.PurseChange;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import java.util.Collection;

/** Reads the control totals out of journal entries: what they say of usage, and by how much they change each purse. */
public final class JournalTotals {
    private final ChartOfAccounts chart;

    public JournalTotals(ChartOfAccounts chart) {
        this.chart = chart;
    }

    /** The totals of these entries. */
    public ControlTotals of(Collection<JournalEntry> entries) {
        ControlTotals.Sheet sheet = ControlTotals.sheet();
        for (JournalEntry entry : entries) {
            addPurses(entry, sheet);
            if (entry.key().kind() == EntryKind.USAGE) {
                addUsage(entry, sheet);
            }
        }
        return sheet.totals();
    }

    private void addPurses(JournalEntry entry, ControlTotals.Sheet sheet) {
        for (Purse purse : Purse.values()) {
            sheet.add(purse.total(PurseChange.JOURNAL), increase(entry, purse));
        }
    }

    private void addUsage(JournalEntry entry, ControlTotals.Sheet sheet) {
        for (UsageFigure figure : UsageFigure.values()) {
            sheet.add(Book.JOURNAL.total(figure), figure(entry, figure));
        }
    }

    private Money increase(JournalEntry entry, Purse purse) {
        return switch (purse) {
            case MAIN -> entry.amount(chart.planCredit(Pool.MAIN), PLANUSD).negate();
            case BACKUP -> entry.amount(chart.planCredit(Pool.BACKUP), PLANUSD).negate();
            case WALLET_BONUS -> entry.amount(chart.creditBonus(), USD).negate();
            case WALLET_PAID -> entry.amount(chart.creditPaid(), USD).negate();
            case SHORTFALL -> entry.amount(chart.shortfall(), USD);
        };
    }

    private Money figure(JournalEntry entry, UsageFigure figure) {
        return switch (figure) {
            case PROVIDER_COST ->
                entry.postings().stream()
                        .filter(posting -> chart.isProviderCost(posting.account()))
                        .map(Posting::amount)
                        .reduce(Money.ZERO, Money::plus);
            case CHARGE ->
                entry.amount(chart.incomeUsage(), USD)
                        .plus(entry.amount(chart.planCreditUsed(), PLANUSD))
                        .negate();
            case DRAW_MAIN -> increase(entry, Purse.MAIN).negate();
            case DRAW_BACKUP -> increase(entry, Purse.BACKUP).negate();
            case DRAW_WALLET_BONUS -> increase(entry, Purse.WALLET_BONUS).negate();
            case DRAW_WALLET_PAID -> increase(entry, Purse.WALLET_PAID).negate();
            case SHORTFALL -> increase(entry, Purse.SHORTFALL);
            case OVER_RUN -> entry.amount(chart.overRun(), USD);
        };
    }
}
