package io.reckoner.jobs.voucher;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code voucher} and {@code voucher_redemption}. */
final class VoucherTable {
    private static final String SELECT =
            """
            SELECT voucher_id, batch, kind, amount, redeem_until, CAST(extract(epoch FROM lasts) AS bigint) AS lasts_seconds,
                   per_account
            FROM voucher
            """;

    private final JdbcClient jdbc;

    VoucherTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Voucher voucher, VoucherCode code, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO voucher (code_sha256, voucher_id, batch, kind, amount, redeem_until, lasts, per_account,
                                             recorded_at, actor, reason)
                        VALUES (:hash, :id, :batch, :kind, :amount, :redeemUntil, make_interval(secs => :lasts), :perAccount,
                                :recordedAt, :actor, :reason)
                        """)
                .param("hash", code.hash())
                .param("id", voucher.id())
                .param("batch", voucher.batch())
                .param("kind", voucher.kind().code())
                .param("amount", voucher.amount().toBigDecimal())
                .param(
                        "redeemUntil",
                        voucher.redeemUntil()
                                .map(until -> until.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .param("lasts", voucher.lasts().map(Duration::toSeconds).orElse(null), java.sql.Types.BIGINT)
                .param("perAccount", voucher.perAccount())
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    Optional<Voucher> find(VoucherCode code) {
        return jdbc.sql(SELECT + " WHERE code_sha256 = :hash")
                .param("hash", code.hash())
                .query(VoucherTable::voucher)
                .optional();
    }

    /** The vouchers of a batch, in order of number. */
    List<Voucher> of(String batch) {
        return jdbc.sql(SELECT
                        + " WHERE batch = :batch ORDER BY CAST(substr(voucher_id, length(batch) + 2) AS integer)")
                .param("batch", batch)
                .query(VoucherTable::voucher)
                .list();
    }

    void redeem(Voucher voucher, String account, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO voucher_redemption (voucher_id, account_id, recorded_at, actor)
                        VALUES (:id, :account, :recordedAt, :actor)
                        """)
                .param("id", voucher.id())
                .param("account", account)
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .update();
    }

    /** Who has redeemed it. */
    Optional<String> redeemedBy(Voucher voucher) {
        return jdbc.sql("SELECT account_id FROM voucher_redemption WHERE voucher_id = :id")
                .param("id", voucher.id())
                .query(String.class)
                .optional();
    }

    /** How many of a batch an account has redeemed. */
    long redeemed(String batch, String account) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM voucher_redemption JOIN voucher USING (voucher_id)
                        WHERE batch = :batch AND account_id = :account
                        """)
                .param("batch", batch)
                .param("account", account)
                .query(Long.class)
                .single();
    }

    private static Voucher voucher(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime until = row.getObject("redeem_until", OffsetDateTime.class);
        @Nullable Long seconds = row.getObject("lasts_seconds", Long.class);
        return new Voucher(
                row.getString("voucher_id"),
                row.getString("batch"),
                LotKind.byCode(row.getString("kind")).orElseThrow(),
                Money.of(row.getBigDecimal("amount")),
                Optional.ofNullable(until).map(OffsetDateTime::toInstant),
                Optional.ofNullable(seconds).map(Duration::ofSeconds),
                row.getInt("per_account"));
    }
}
