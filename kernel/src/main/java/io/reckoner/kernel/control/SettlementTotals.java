package io.reckoner.kernel.control;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.DrawBlock;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import java.math.BigDecimal;

/**
 * Adds up blocks as they are settled: events, counts by component, cost, charge and draws. Of one bucket, for one thread.
 *
 * <p>A provider cost that is unknown adds nothing.
 */
public final class SettlementTotals {
    private final ExactSum[] tokens = ExactSum.zeros(Component.COUNT);
    private final ExactSum[] figures = ExactSum.zeros(UsageFigure.values().length);
    private long settled;

    /** Adds rows {@code from} (inclusive) to {@code to} (exclusive), rated and drawn. */
    public void add(EventBlock block, ChargeBlock charges, DrawBlock draws, int from, int to) {
        settled += to - from;
        for (int c = 0; c < Component.COUNT; c++) {
            if ((block.present & (1 << c)) != 0) {
                add(tokens[c], block.counts[c], from, to);
            }
        }
        add(sum(UsageFigure.CHARGE), charges.totalCharge, from, to);
        add(sum(UsageFigure.DRAW_MAIN), draws.main, from, to);
        add(sum(UsageFigure.DRAW_BACKUP), draws.backup, from, to);
        add(sum(UsageFigure.DRAW_WALLET_BONUS), draws.walletBonus, from, to);
        add(sum(UsageFigure.DRAW_WALLET_PAID), draws.walletPaid, from, to);
        add(sum(UsageFigure.SHORTFALL), draws.shortfall, from, to);
        add(sum(UsageFigure.OVER_RUN), draws.overRun, from, to);
        ExactSum cost = sum(UsageFigure.PROVIDER_COST);
        for (int row = from; row < to; row++) {
            if (charges.providerCost[row] != EventBlock.ABSENT) {
                cost.add(charges.providerCost[row]);
            }
        }
    }

    /** What was added: events as {@link LineCount#SETTLED}, {@link TokenCount#PRICED} and the figures of {@link Book#SETTLEMENT}. */
    public ControlTotals totals() {
        ControlTotals.Sheet sheet = ControlTotals.sheet().add(LineCount.SETTLED.total(), settled);
        for (Component component : Component.values()) {
            sheet.add(TokenCount.PRICED.total(component), new BigDecimal(tokens[component.ordinal()].value()));
        }
        for (UsageFigure figure : UsageFigure.values()) {
            sheet.add(Book.SETTLEMENT.total(figure), Money.ofPicos(sum(figure).value()));
        }
        return sheet.totals();
    }

    private ExactSum sum(UsageFigure figure) {
        return figures[figure.ordinal()];
    }

    private static void add(ExactSum sum, long[] column, int from, int to) {
        for (int row = from; row < to; row++) {
            sum.add(column[row]);
        }
    }
}
