package io.reckoner.jobs.account;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.account.KeyStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key that was made elsewhere.
 *
 * @param secretSha256 of the secret, 64 lower case hex digits; empty for a key that another gateway checks
 * @param createdAt empty where nobody knows
 */
public record ImportedKey(
        String id,
        String account,
        String name,
        KeyKind kind,
        String prefix,
        Optional<String> secretSha256,
        KeyStatus status,
        Optional<Instant> createdAt) {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_PREFIX = 40;

    public ImportedKey {
        Account.requireId("key", id);
        Account.requireName(name);
        Refusal.ifUnprintable("prefix", prefix);
        if (prefix.length() > LONGEST_PREFIX) {
            throw new Refusal("the prefix has " + prefix.length() + " characters. Write at most " + LONGEST_PREFIX
                    + ", never the whole key.");
        }
        secretSha256.filter(hex -> !SHA_256.matcher(hex).matches()).ifPresent(hex -> {
            throw new Refusal("this is no SHA-256, which has 64 digits of 0-9 and a-f. Leave it empty where the system "
                    + "before hashed otherwise: the key is known then, and checked by your gateway.");
        });
    }
}
