package io.reckoner.kernel.credit;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Credit given once, drawn until it is used up or lapses.
 *
 * <p>Usage exactly at {@code effectiveAt} may use it, usage at {@code expiresAt} may not. Plan kinds live in the pools of a
 * subscription, all others in the Wallet.
 *
 * @param amount more than zero and below 9,000,000 USD
 * @param expiresAt null for never
 */
public record Lot(
        String id,
        String account,
        Pool pool,
        LotKind kind,
        Money amount,
        Instant effectiveAt,
        @Nullable Instant expiresAt,
        LotOrigin origin) {
    /** Keeps the picos of a lot within a {@code long}. */
    public static final Money LIMIT = Money.parse("9000000.00");

    public Lot {
        if (!amount.isPositive() || amount.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException(
                    "lot " + id + ": the amount must be more than zero and below " + LIMIT + " USD, not " + amount);
        }
        if (expiresAt != null && !effectiveAt.isBefore(expiresAt)) {
            throw new IllegalArgumentException(
                    "lot " + id + " would expire at " + expiresAt + ", before it is effective at " + effectiveAt);
        }
        if (isPlanKind(kind) == (pool == Pool.WALLET)) {
            throw new IllegalArgumentException("lot " + id + ": kind " + kind.code() + " does not belong in pool "
                    + pool.code() + "; plan kinds live in main and backup, all others in the wallet");
        }
        Micros.of(effectiveAt);
        if (expiresAt != null) {
            Micros.of(expiresAt);
        }
    }

    /** A lot whose id derives from its origin. */
    public static Lot of(
            LotOrigin origin,
            String account,
            Pool pool,
            LotKind kind,
            Money amount,
            Instant effectiveAt,
            @Nullable Instant expiresAt) {
        return new Lot(LotId.of(origin, pool, kind), account, pool, kind, amount, effectiveAt, expiresAt, origin);
    }

    private static boolean isPlanKind(LotKind kind) {
        return kind == LotKind.PLAN || kind == LotKind.PLAN_BONUS;
    }
}
