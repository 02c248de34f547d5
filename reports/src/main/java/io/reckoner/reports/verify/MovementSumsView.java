package io.reckoner.reports.verify;

import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.MovementType;
import io.reckoner.reports.database.PortionsQuery;
import io.reckoner.reports.facts.FactsException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Usage as the movements of lots and debts have it: draws, shortfall and over-run of committed runs. */
public final class MovementSumsView implements LedgerSums {
    private static final String MOVEMENTS =
            """
            SELECT run_id, account_id, day, type, pool, kind, amount
            FROM reports.movement
            WHERE run_id BETWEEN ? AND ? AND type IN ('draw', 'shortfall', 'over_run')
            """;

    private final DataSource database;

    public MovementSumsView(DataSource database) {
        this.database = database;
    }

    @Override
    public Set<UsageFigure> figures() {
        return EnumSet.complementOf(EnumSet.of(UsageFigure.CHARGE, UsageFigure.PROVIDER_COST));
    }

    @Override
    public void forEach(RunRange runs, Consumer<LedgerSum> consumer) {
        try {
            new PortionsQuery(database)
                    .forEach(MOVEMENTS, List.of(runs.first(), runs.last()), row -> sum(row).ifPresent(consumer));
        } catch (SQLException e) {
            throw new FactsException("The movements cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<LedgerSum> sum(ResultSet row) throws SQLException {
        Optional<UsageFigure> figure =
                switch (MovementType.byCode(row.getString("type")).orElseThrow()) {
                    case DRAW ->
                        Optional.of(UsageFigure.drawnFrom(
                                Pool.byCode(row.getString("pool")).orElseThrow(),
                                LotKind.byCode(row.getString("kind"))
                                        .orElseThrow()
                                        .funding()));
                    case SHORTFALL -> Optional.of(UsageFigure.SHORTFALL);
                    case OVER_RUN -> Optional.of(UsageFigure.OVER_RUN);
                    case GRANT,
                            ADJUSTMENT_DRAW,
                            REFUND_DRAW,
                            CLAW_BACK_DRAW,
                            CHARGEBACK_DRAW,
                            PAY_OFF,
                            LAPSE,
                            RETURN,
                            ADJUSTMENT_SHORTFALL,
                            REFUND_SHORTFALL,
                            CLAW_BACK_SHORTFALL,
                            CHARGEBACK_SHORTFALL,
                            OPENING_SHORTFALL,
                            SHORTFALL_RETURN,
                            WRITE_OFF,
                            DISPUTE_LOSS,
                            WRITE_OFF_RETURN,
                            DISPUTE_LOSS_RETURN,
                            OVER_RUN_RETURN -> Optional.empty();
                };
        if (figure.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LedgerSum(
                row.getLong("run_id"),
                row.getString("account_id"),
                row.getObject("day", LocalDate.class),
                figure.get(),
                Money.of(row.getBigDecimal("amount"))));
    }
}
