package io.reckoner.jobs.notice;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code notice_threshold}. */
final class NoticeThresholdTable {
    private final JdbcClient jdbc;

    NoticeThresholdTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An account's own threshold; empty where that of the installation holds. */
    Optional<Money> of(String account) {
        return jdbc
                .sql(
                        """
                        SELECT threshold FROM notice_threshold WHERE account_id = :account ORDER BY change_no DESC LIMIT 1
                        """)
                .param("account", account)
                .query((row, number) -> Optional.<BigDecimal>ofNullable(row.getBigDecimal("threshold")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .map(Money::of)
                .findFirst();
    }

    /** @param threshold empty: that of the installation */
    void set(String account, Optional<Money> threshold, Instant recordedAt, Act act) {
        @Nullable BigDecimal own = threshold.map(Money::toBigDecimal).orElse(null);
        jdbc.sql(
                        """
                        INSERT INTO notice_threshold (account_id, change_no, threshold, recorded_at, actor, reason)
                        SELECT :account, COALESCE(max(change_no), 0) + 1, :threshold::numeric, :recordedAt, :actor, :reason
                        FROM notice_threshold WHERE account_id = :account
                        """)
                .param("account", account)
                .param("threshold", own)
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }
}
