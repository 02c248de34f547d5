package io.reckoner.jobs.notice;

import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads credit that nobody paid for and that is about to lapse. */
final class LapsingCreditView {
    /** A lot of the Wallet with something left. */
    record Lapsing(String lot, String account, String kind, Money remaining, Instant lapsesAt) {}

    private static final List<String> BONUS_LIKE = Arrays.stream(LotKind.values())
            .filter(kind -> kind.funding() == LotKind.Funding.BONUS)
            .map(LotKind::code)
            .toList();

    private final JdbcClient jdbc;

    LapsingCreditView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Bonus-like lots of active accounts' Wallets that can be used now, have something left as of the watermark, lapse up to an
     * instant, and are not told yet. What a plan's cycle gives lapses with it, and is no bonus to be told of.
     */
    List<Lapsing> until(Instant last, Instant now) {
        return jdbc.sql(
                        """
                        SELECT l.lot_id, l.account_id, l.kind, l.remaining, l.expires_at
                        FROM reports.lot l JOIN account a USING (account_id)
                        WHERE l.pool = 'wallet' AND l.kind IN (:kinds) AND a.status = 'active'
                          AND l.expires_at > :now AND l.expires_at <= :last AND l.acts_at <= :now AND l.remaining > 0
                          AND NOT EXISTS (SELECT FROM notice n WHERE n.kind = 'bonus_lapsing'
                                          AND n.account_id = l.account_id AND n.subject = l.lot_id)
                        ORDER BY l.expires_at, l.lot_id
                        """)
                .param("kinds", BONUS_LIKE)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("last", last.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Lapsing(
                        row.getString("lot_id"),
                        row.getString("account_id"),
                        row.getString("kind"),
                        Money.of(row.getBigDecimal("remaining")),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
