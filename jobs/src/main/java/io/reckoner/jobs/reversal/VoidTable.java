package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.PaidShortfall;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code usage_void} and {@code usage_void_draw}; reads what has become of an account's shortfall. */
final class VoidTable {
    /** Credit that returns to a lot. */
    record Back(String lot, Money amount) {}

    /** A charge taken back: what it drew, in order of drawing, and what paid its shortfall since. */
    record Row(
            String account,
            String event,
            Money charge,
            List<Back> draws,
            List<Back> paidOff,
            Money shortfall,
            Money overRun,
            LocalDate settledOn,
            Instant actsAt) {}

    private final JdbcClient jdbc;

    VoidTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Row row, Instant recordedAt, Act act) {
        String id = "void:" + row.account() + ":" + row.event();
        jdbc.sql(
                        """
                        INSERT INTO usage_void (void_id, account_id, event_id, charge, shortfall, over_run, settled_on, acts_at,
                                                recorded_at, actor, reason)
                        VALUES (:id, :account, :event, :charge, :shortfall, :overRun, :settledOn, :actsAt, :recordedAt, :actor,
                                :reason)
                        """)
                .param("id", id)
                .param("account", row.account())
                .param("event", row.event())
                .param("charge", row.charge().toBigDecimal())
                .param("shortfall", row.shortfall().toBigDecimal())
                .param("overRun", row.overRun().toBigDecimal())
                .param("settledOn", row.settledOn())
                .param("actsAt", row.actsAt().atOffset(ZoneOffset.UTC))
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
        List<Back> all = new ArrayList<>(row.draws());
        all.addAll(row.paidOff());
        for (int i = 0; i < all.size(); i++) {
            jdbc.sql(
                            """
                            INSERT INTO usage_void_draw (void_id, number, lot_id, amount, paid_off)
                            VALUES (:id, :number, :lot, :amount, :paidOff)
                            """)
                    .param("id", id)
                    .param("number", i + 1)
                    .param("lot", all.get(i).lot())
                    .param("amount", all.get(i).amount().toBigDecimal())
                    .param("paidOff", i >= row.draws().size())
                    .update();
        }
    }

    boolean isVoided(String account, String event) {
        return jdbc.sql("SELECT count(*) FROM usage_void WHERE account_id = :account AND event_id = :event")
                        .param("account", account)
                        .param("event", event)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** What was given back for an event as compensation; zero where nothing was. */
    Money compensated(String account, String event) {
        return jdbc.sql(
                        """
                        SELECT COALESCE(sum(amount), 0) AS amount FROM compensation
                        WHERE account_id = :account AND event_id = :event
                        """)
                .param("account", account)
                .param("event", event)
                .query((row, number) -> Money.of(row.getBigDecimal("amount")))
                .single();
    }

    /**
     * What has become of the account's shortfall, told in the order in which it happened. Voids act first in their run; those
     * that wait for the next run come last.
     */
    PaidShortfall shortfall(String account) {
        PaidShortfall history = new PaidShortfall();
        jdbc.sql(
                        """
                        WITH moved AS (
                            SELECT * FROM reports.movement WHERE account_id = :account
                        ), voided AS (
                            SELECT v.*, s.run_id, s.day FROM usage_void v
                            LEFT JOIN (SELECT origin, min(run_id) AS run_id, min(day) AS day FROM moved
                                       WHERE type IN ('return', 'shortfall_return', 'over_run_return') GROUP BY origin) s
                                 ON s.origin = v.void_id
                            WHERE v.account_id = :account
                        )
                        SELECT run_id, day, 0 AS place, recorded_at, 0 AS number, 'cancel' AS what, settled_on AS of, '' AS lot,
                               shortfall AS amount
                        FROM voided
                        UNION ALL
                        SELECT v.run_id, v.day, 0, v.recorded_at, d.number, 'give_back', v.settled_on, d.lot_id, d.amount
                        FROM voided v JOIN usage_void_draw d USING (void_id) WHERE d.paid_off
                        UNION ALL
                        SELECT run_id, day, 1, NULL, 0, 'owe', day, '', amount FROM moved WHERE type LIKE '%shortfall'
                        UNION ALL
                        SELECT run_id, day, 2, NULL, 0, type, day, lot_id, amount FROM moved
                        WHERE type IN ('pay_off', 'write_off', 'dispute_loss')
                        ORDER BY run_id NULLS LAST, day, place, recorded_at, number, lot
                        """)
                .param("account", account)
                .query(row -> {
                    LocalDate of = row.getObject("of", LocalDate.class);
                    Money amount = Money.of(row.getBigDecimal("amount"));
                    switch (row.getString("what")) {
                        case "cancel" -> history.cancel(of, amount);
                        case "give_back" -> history.giveBack(of, row.getString("lot"), amount);
                        case "pay_off" -> history.pay(row.getString("lot"), amount);
                        case "write_off", "dispute_loss" -> history.giveUp(amount);
                        default -> history.owe(of, amount);
                    }
                });
        return history;
    }
}
