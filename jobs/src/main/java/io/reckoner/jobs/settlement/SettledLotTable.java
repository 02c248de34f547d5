package io.reckoner.jobs.settlement;

import io.reckoner.jobs.database.InsertQuery;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.settlement.MovementType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The only writer of {@code settled_lot}: lots that a run opens by itself. What a run that failed opened stays in the table
 * and is no lot; the next run works it out anew.
 */
public final class SettledLotTable {
    /** Of one run. */
    private record Opened(int run, Lot lot) {}

    private static final InsertQuery<Opened> ROWS = InsertQuery.<Opened>into("settled_lot")
            .with("run_id", "integer", Opened::run)
            .with("lot_id", "text", opened -> opened.lot().id())
            .with("account_id", "text", opened -> opened.lot().account())
            .with("pool", "text", opened -> opened.lot().pool().code())
            .with("kind", "text", opened -> opened.lot().kind().code())
            .with("amount", "numeric", opened -> opened.lot().amount().toBigDecimal())
            .with("effective_at", "timestamptz", opened -> opened.lot()
                    .effectiveAt()
                    .atOffset(ZoneOffset.UTC))
            .with("origin", "text", opened -> opened.lot().origin().type().code())
            .with("origin_ref", "text", opened -> opened.lot().origin().id());

    private final JdbcClient jdbc;

    SettledLotTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the lots that settlement opened among what a run moved: the credits of switches. */
    void add(int run, List<MovementTable.Row> movements) {
        List<Opened> opened = new ArrayList<>();
        for (MovementTable.Row row : movements) {
            Lot lot = row.movement().lot();
            if (row.movement().type() == MovementType.GRANT && lot != null && lot.kind() == LotKind.SWITCH_CREDIT) {
                opened.add(new Opened(run, lot));
            }
        }
        ROWS.add(jdbc, opened);
    }
}
