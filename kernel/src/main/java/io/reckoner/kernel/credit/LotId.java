package io.reckoner.kernel.credit;

/**
 * The id of a lot derives from its origin, so that recording an act twice cannot open two lots.
 *
 * <p>Example: payment {@code pay_7} opens {@code payment:pay_7:wallet:topup} and {@code payment:pay_7:wallet:bonus}.
 */
public final class LotId {
    private LotId() {}

    public static String of(LotOrigin origin, Pool pool, LotKind kind) {
        return origin + ":" + pool.code() + ":" + kind.code();
    }
}
