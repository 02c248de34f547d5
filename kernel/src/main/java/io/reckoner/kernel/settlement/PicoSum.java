package io.reckoner.kernel.settlement;

import io.reckoner.kernel.money.Money;
import java.math.BigInteger;

/** A sum of picos of any size that costs no object to add to: a {@code long}, and what overflowed it beside. */
final class PicoSum {
    private long picos;
    private BigInteger carried = BigInteger.ZERO;

    void add(long more) {
        long sum = picos + more;
        // Overflowed exactly when both addends have the sign that the sum has not.
        if (((picos ^ sum) & (more ^ sum)) < 0) {
            carried = carried.add(BigInteger.valueOf(picos));
            picos = more;
        } else {
            picos = sum;
        }
    }

    boolean isZero() {
        return picos == 0 && carried.signum() == 0;
    }

    Money money() {
        return carried.signum() == 0 ? Money.ofPicos(picos) : Money.ofPicos(carried.add(BigInteger.valueOf(picos)));
    }

    void clear() {
        picos = 0;
        carried = BigInteger.ZERO;
    }
}
