package io.reckoner.kernel.credit;

import io.reckoner.kernel.account.Directory;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the lots of one pool are drawn: bonus-like before paid; earliest expiry, never last; earliest
 * {@code effectiveAt}; lot id as UTF-8 bytes. Nothing else orders lots.
 *
 * <p>Example: a gift without expiry is drawn before a top-up that expires tomorrow; of two gifts the one that expires first.
 */
public enum DrawOrder implements Comparator<Lot> {
    INSTANCE;

    private static final Comparator<@Nullable Instant> NEVER_LAST =
            (a, b) -> a == null ? (b == null ? 0 : 1) : b == null ? -1 : a.compareTo(b);

    @Override
    public int compare(Lot a, Lot b) {
        int byFunding = a.kind().funding().compareTo(b.kind().funding());
        if (byFunding != 0) {
            return byFunding;
        }
        int byExpiry = NEVER_LAST.compare(a.expiresAt(), b.expiresAt());
        if (byExpiry != 0) {
            return byExpiry;
        }
        int byEffect = a.effectiveAt().compareTo(b.effectiveAt());
        return byEffect != 0 ? byEffect : Directory.ID_ORDER.compare(a.id(), b.id());
    }
}
