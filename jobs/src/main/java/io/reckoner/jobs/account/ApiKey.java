package io.reckoner.jobs.account;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.account.KeyStatus;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is kept.
 *
 * @param id public: it stands in logs and facts
 * @param prefix readable beginning, empty for a key that another gateway checks
 * @param secretSha256 null for a key that another gateway checks
 */
record ApiKey(
        String id,
        String account,
        String name,
        KeyKind kind,
        String prefix,
        byte @Nullable [] secretSha256,
        KeyStatus status) {
    ApiKey {
        Account.requireId("key", id);
        Account.requireName(name);
    }
}
