package io.reckoner.jobs.settlement;

import io.reckoner.jobs.database.InsertQuery;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.settlement.Movement;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code movement}: what each run and UTC day did to lots and debts. */
public final class MovementTable {
    /** A movement and whose it is. */
    record Row(String account, Movement movement) {}

    /** Of one run. */
    private record Made(int run, String account, Movement movement) {
        <T> @Nullable T ofLot(Function<Lot, T> value) {
            Lot lot = movement.lot();
            return lot == null ? null : value.apply(lot);
        }

        String lotId() {
            Lot lot = movement.lot();
            return lot == null ? "" : lot.id();
        }
    }

    private static final InsertQuery<Made> ROWS = InsertQuery.<Made>into("movement")
            .with("run_id", "integer", Made::run)
            .with("account_id", "text", Made::account)
            .with("day", "date", made -> made.movement().day())
            .with("type", "text", made -> made.movement().type().code())
            .with("lot_id", "text", Made::lotId)
            .with("origin", "text", made -> made.movement().cause())
            .with("pool", "text", made -> made.ofLot(lot -> lot.pool().code()))
            .with("kind", "text", made -> made.ofLot(lot -> lot.kind().code()))
            .with("amount", "numeric", made -> made.movement().amount().toBigDecimal());

    private final JdbcClient jdbc;

    public MovementTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int run, List<Row> rows) {
        ROWS.add(
                jdbc,
                rows.stream()
                        .map(row -> new Made(run, row.account(), row.movement()))
                        .toList());
    }
}
