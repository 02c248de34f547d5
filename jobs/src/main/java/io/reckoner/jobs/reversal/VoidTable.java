package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.GivingUp;
import io.reckoner.kernel.settlement.PaidShortfall;
import io.reckoner.kernel.settlement.VoidedCharge;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The only writer of {@code usage_void}, {@code usage_void_draw} and {@code usage_void_debt}; reads what has become of an
 * account's shortfall.
 */
final class VoidTable {
    /** A charge taken back, and where it goes. */
    record Row(
            String account,
            String event,
            Money charge,
            VoidedCharge goes,
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
                .param("shortfall", owedNoMore(row.goes()).toBigDecimal())
                .param("overRun", row.overRun().toBigDecimal())
                .param("settledOn", row.settledOn())
                .param("actsAt", row.actsAt().atOffset(ZoneOffset.UTC))
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
        addBack(id, row.goes().back());
        addMet(id, row.goes().met());
    }

    private static Money owedNoMore(VoidedCharge goes) {
        return goes.met().stream()
                .map(VoidedCharge.Met::part)
                .filter(part -> part.became() == PaidShortfall.Became.OWED)
                .map(PaidShortfall.Part::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    private void addBack(String id, List<VoidedCharge.Back> all) {
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
                    .param("paidOff", all.get(i).paidOff())
                    .update();
        }
    }

    private void addMet(String id, List<VoidedCharge.Met> all) {
        for (int i = 0; i < all.size(); i++) {
            VoidedCharge.Met met = all.get(i);
            jdbc.sql(
                            """
                            INSERT INTO usage_void_debt (void_id, number, debit_id, day, became, lot_id, amount)
                            VALUES (:id, :number, NULLIF(:debit, ''), :day, :became, NULLIF(:lot, ''), :amount)
                            """)
                    .param("id", id)
                    .param("number", i + 1)
                    .param("debit", met.debit())
                    .param("day", met.day())
                    .param("became", met.part().became().code())
                    .param("lot", met.part().lot())
                    .param("amount", met.part().amount().toBigDecimal())
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

    /** What payments of the account that went back left uncovered, and no void has met yet; the latest first. */
    List<VoidedCharge.Uncovered> uncovered(String account) {
        return jdbc.sql(
                        """
                        SELECT d.debit_id, d.acts_at, l.lots, m.amount - COALESCE(met.amount, 0) AS amount
                        FROM wallet_debit d
                        JOIN wallet_debit_lots l USING (debit_id)
                        JOIN (SELECT origin, sum(amount) AS amount FROM reports.movement
                              WHERE account_id = :account
                                AND type IN ('refund_shortfall', 'claw_back_shortfall', 'chargeback_shortfall')
                              GROUP BY origin) m ON m.origin = d.debit_id
                        LEFT JOIN LATERAL (SELECT sum(amount) AS amount FROM usage_void_debt u
                                           WHERE u.debit_id = d.debit_id) met ON true
                        WHERE d.account_id = :account
                        ORDER BY d.acts_at DESC, d.debit_id DESC
                        """)
                .param("account", account)
                .query((row, number) -> new VoidedCharge.Uncovered(
                        row.getString("debit_id"),
                        row.getObject("acts_at", OffsetDateTime.class).toInstant(),
                        Money.of(row.getBigDecimal("amount")),
                        Set.copyOf(List.of((String[]) row.getArray("lots").getArray()))))
                .list();
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
                            SELECT v.*, s.run_id, s.day AS acted_on FROM usage_void v
                            LEFT JOIN (SELECT origin, min(run_id) AS run_id, min(day) AS day FROM moved
                                       WHERE type IN ('return', 'shortfall_return', 'over_run_return') GROUP BY origin) s
                                 ON s.origin = v.void_id
                            WHERE v.account_id = :account
                        )
                        SELECT v.run_id, v.acted_on AS day, 0 AS place, v.recorded_at, d.number, 'void' AS what, d.day AS of,
                               d.became, COALESCE(d.lot_id, '') AS lot, d.amount
                        FROM voided v JOIN usage_void_debt d USING (void_id)
                        UNION ALL
                        SELECT run_id, day, 1, NULL, 0, 'owe', day, '', '', amount FROM moved WHERE type LIKE '%shortfall'
                        UNION ALL
                        SELECT run_id, day, 2, NULL, 0, type, day, '', lot_id, amount FROM moved
                        WHERE type IN ('pay_off', 'write_off', 'dispute_loss')
                        ORDER BY run_id NULLS LAST, day, place, recorded_at, number, lot
                        """)
                .param("account", account)
                .query(row -> {
                    LocalDate of = row.getObject("of", LocalDate.class);
                    String lot = row.getString("lot");
                    Money amount = Money.of(row.getBigDecimal("amount"));
                    String what = row.getString("what");
                    switch (what) {
                        case "void" ->
                            history.takeBack(of, PaidShortfall.Became.of(row.getString("became")), lot, amount);
                        case "owe" -> history.owe(of, amount);
                        case "pay_off" -> history.pay(of, lot, amount);
                        default -> history.giveUp(of, GivingUp.byCode(what).orElseThrow(), amount);
                    }
                });
        return history;
    }
}
