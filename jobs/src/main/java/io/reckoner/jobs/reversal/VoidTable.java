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

    /** What has become of the account's shortfall, voids that wait for the next run included. */
    PaidShortfall shortfall(String account) {
        PaidShortfall history = new PaidShortfall();
        jdbc.sql(
                        """
                        SELECT m.day, m.type, m.lot_id, m.amount FROM reports.movement m
                        WHERE m.account_id = :account
                          AND (m.type LIKE '%shortfall' OR m.type IN ('pay_off', 'write_off', 'dispute_loss'))
                        ORDER BY m.run_id, m.day, m.type IN ('pay_off', 'write_off', 'dispute_loss'), m.lot_id
                        """)
                .param("account", account)
                .query(row -> {
                    Money amount = Money.of(row.getBigDecimal("amount"));
                    switch (row.getString("type")) {
                        case "pay_off" -> history.pay(row.getString("lot_id"), amount);
                        case "write_off", "dispute_loss" -> history.giveUp(amount);
                        default -> history.owe(row.getObject("day", LocalDate.class), amount);
                    }
                });
        jdbc.sql(
                        "SELECT void_id, settled_on, shortfall FROM usage_void WHERE account_id = :account ORDER BY recorded_at")
                .param("account", account)
                .query(row -> {
                    LocalDate day = row.getObject("settled_on", LocalDate.class);
                    history.cancel(day, Money.of(row.getBigDecimal("shortfall")));
                });
        jdbc.sql(
                        """
                        SELECT v.settled_on, d.lot_id, d.amount FROM usage_void_draw d JOIN usage_void v USING (void_id)
                        WHERE v.account_id = :account AND d.paid_off ORDER BY v.recorded_at, d.number
                        """)
                .param("account", account)
                .query(row -> {
                    history.giveBack(
                            row.getObject("settled_on", LocalDate.class),
                            row.getString("lot_id"),
                            Money.of(row.getBigDecimal("amount")));
                });
        return history;
    }
}
