package io.reckoner.jobs.simulate;

import io.reckoner.kernel.account.KeyKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One invented account.
 *
 * @param weight its share of the traffic is its weight over the sum of all weights
 * @param plan code of the plan it subscribes to, null for a wallet alone
 */
public record Customer(String account, String name, double weight, @Nullable String plan, List<Key> keys) {
    /** One of its keys. */
    public record Key(String id, String name, KeyKind kind) {}
}
