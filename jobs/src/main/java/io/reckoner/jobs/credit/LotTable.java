package io.reckoner.jobs.credit;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.database.InsertQuery;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code lot}. */
public final class LotTable {
    /** A lot and when it lands. */
    public record Row(Lot lot, Instant actsAt) {}

    private record Opened(Lot lot, Instant actsAt, Optional<String> cycle, Instant at, Act act) {}

    private static final InsertQuery<Opened> ROWS = InsertQuery.<Opened>into("lot")
            .with("lot_id", "text", opened -> opened.lot().id())
            .with("account_id", "text", opened -> opened.lot().account())
            .with("pool", "text", opened -> opened.lot().pool().code())
            .with("kind", "text", opened -> opened.lot().kind().code())
            .with("amount", "numeric", opened -> opened.lot().amount().toBigDecimal())
            .with("effective_at", "timestamptz", opened -> opened.lot().effectiveAt())
            .with("expires_at", "timestamptz", opened -> opened.lot().expiresAt())
            .with("acts_at", "timestamptz", Opened::actsAt)
            .with("cycle_id", "text", opened -> opened.cycle().orElse(null))
            .with("origin", "text", opened -> opened.lot().origin().type().code())
            .with("origin_ref", "text", opened -> opened.lot().origin().id())
            .with("recorded_at", "timestamptz", Opened::at)
            .with("actor", "text", opened -> opened.act().actor())
            .with("reason", "text", opened -> opened.act().reason());

    private final JdbcClient jdbc;

    public LotTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds a lot.
     *
     * @param actsAt when it lands in the time line
     * @param cycle id of the cycle it belongs to, empty for a grant of its own
     */
    public void add(Lot lot, Instant actsAt, Optional<String> cycle, Instant recordedAt, Act act) {
        @Nullable Instant expiresAt = lot.expiresAt();
        jdbc.sql(
                        """
                        INSERT INTO lot (lot_id, account_id, pool, kind, amount, effective_at, expires_at, acts_at, cycle_id,
                                         origin, origin_ref, recorded_at, actor, reason)
                        VALUES (:id, :account, :pool, :kind, :amount, :effectiveAt, :expiresAt, :actsAt, :cycle, :origin,
                                :reference, :recordedAt, :actor, :reason)
                        """)
                .param("id", lot.id())
                .param("account", lot.account())
                .param("pool", lot.pool().code())
                .param("kind", lot.kind().code())
                .param("amount", lot.amount().toBigDecimal())
                .param("effectiveAt", utc(lot.effectiveAt()))
                .param("expiresAt", expiresAt == null ? null : utc(expiresAt))
                .param("actsAt", utc(actsAt))
                .param("cycle", cycle.orElse(null))
                .param("origin", lot.origin().type().code())
                .param("reference", lot.origin().id())
                .param("recordedAt", utc(recordedAt))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    /**
     * Adds lots that were taken over from another system. Those of a cycle land with it.
     *
     * @param landsAt when the others do
     */
    public void addOpened(List<Lot> lots, Instant landsAt, Instant recordedAt, Act act) {
        ROWS.add(
                jdbc,
                lots.stream()
                        .map(lot -> lot.pool() == Pool.WALLET
                                ? new Opened(lot, landsAt, Optional.empty(), recordedAt, act)
                                : new Opened(
                                        lot,
                                        lot.effectiveAt(),
                                        Optional.of(lot.origin().id()),
                                        recordedAt,
                                        act))
                        .toList());
    }

    /** The lots of one origin: what was paid before what came with it, then by id. */
    public List<Row> of(LotOrigin origin) {
        return jdbc.sql(
                        """
                        SELECT lot_id, account_id, pool, kind, amount, effective_at, expires_at, origin, origin_ref, acts_at
                        FROM lot WHERE origin = :origin AND origin_ref = :reference
                        ORDER BY kind <> 'topup', lot_id
                        """)
                .param("origin", origin.type().code())
                .param("reference", origin.id())
                .query(LotTable::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        Lot lot = new Lot(
                row.getString("lot_id"),
                row.getString("account_id"),
                Pool.byCode(row.getString("pool")).orElseThrow(),
                LotKind.byCode(row.getString("kind")).orElseThrow(),
                Money.of(row.getBigDecimal("amount")),
                row.getObject("effective_at", OffsetDateTime.class).toInstant(),
                expiresAt == null ? null : expiresAt.toInstant(),
                new LotOrigin(
                        LotOrigin.Type.byCode(row.getString("origin")).orElseThrow(), row.getString("origin_ref")));
        return new Row(lot, row.getObject("acts_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
