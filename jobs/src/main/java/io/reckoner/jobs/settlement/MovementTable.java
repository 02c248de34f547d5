package io.reckoner.jobs.settlement;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.settlement.Movement;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code movement}: what each run and UTC day did to lots and debts. */
public final class MovementTable {
    /** A movement and whose it is. */
    record Row(String account, Movement movement) {}

    private final JdbcClient jdbc;

    public MovementTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int run, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int count = rows.size();
        String[] accounts = new String[count];
        Date[] days = new Date[count];
        String[] types = new String[count];
        String[] lots = new String[count];
        String[] causes = new String[count];
        @Nullable String[] pools = new String[count];
        @Nullable String[] kinds = new String[count];
        BigDecimal[] amounts = new BigDecimal[count];
        for (int i = 0; i < count; i++) {
            Movement movement = rows.get(i).movement();
            Lot lot = movement.lot();
            accounts[i] = rows.get(i).account();
            days[i] = Date.valueOf(movement.day());
            types[i] = movement.type().code();
            lots[i] = lot == null ? "" : lot.id();
            causes[i] = movement.cause();
            pools[i] = lot == null ? null : lot.pool().code();
            kinds[i] = lot == null ? null : lot.kind().code();
            amounts[i] = movement.amount().toBigDecimal();
        }
        jdbc.sql(
                        """
                        INSERT INTO movement (run_id, account_id, day, type, lot_id, origin, pool, kind, amount)
                        SELECT :run, * FROM unnest(:accounts::text[], :days::date[], :types::text[], :lots::text[],
                                                   :causes::text[], :pools::text[], :kinds::text[], :amounts::numeric[])
                        """)
                .param("run", run)
                .param("accounts", accounts)
                .param("days", days)
                .param("types", types)
                .param("lots", lots)
                .param("causes", causes)
                .param("pools", pools)
                .param("kinds", kinds)
                .param("amounts", amounts)
                .update();
    }
}
