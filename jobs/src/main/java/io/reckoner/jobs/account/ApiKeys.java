package io.reckoner.jobs.account;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.kernel.account.ApiKeyText;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.account.KeyStatus;
import java.security.SecureRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Acts on keys. Each is done within the transaction of the {@code JdbcClient} it was given. */
public final class ApiKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ApiKeyTable keys;
    private final Accounts accounts;
    private final ActTable acts;
    private final TurnTable turns;

    public ApiKeys(JdbcClient jdbc) {
        this.keys = new ApiKeyTable(jdbc);
        this.accounts = new Accounts(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /** Makes a key with a secret of its own. Only its hash is kept: show what is returned once, now. */
    public ApiKeyText issue(String account, String name, KeyKind kind, Act act) {
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        ApiKeyText text = ApiKeyText.of(random(ApiKeyText.ID_BYTES), random(ApiKeyText.SECRET_BYTES));
        keys.add(
                new ApiKey(text.id(), account, name, kind, text.id(), text.secretSha256(), KeyStatus.ENABLED),
                turn.now(),
                act.actor());
        acts.add(act, turn.now(), "key create", text.id(), kind.code() + " key of " + account);
        return text;
    }

    /**
     * Makes a key known that another gateway issues and checks, under the id its logs carry; doing it again is harmless.
     *
     * @throws Refusal when the id is taken by a key that differs
     */
    public Occasion register(String id, String account, String name, KeyKind kind, Act act) {
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        var there = keys.find(id);
        if (there.isPresent()) {
            ApiKey key = there.get();
            if (key.account().equals(account) && key.name().equals(name) && key.kind() == kind) {
                return Occasion.BEFORE;
            }
            throw new Refusal("key " + id + " is there already: a " + key.kind().code() + " key of account "
                    + key.account() + ". Ids of keys are used once; take another.");
        }
        keys.add(new ApiKey(id, account, name, kind, "", null, KeyStatus.ENABLED), turn.now(), act.actor());
        acts.add(act, turn.now(), "key create", id, kind.code() + " key of " + account + ", checked elsewhere");
        return Occasion.NOW;
    }

    /**
     * Lets a key in, shuts it out, or shuts it out for ever.
     *
     * @return the status before
     * @throws Refusal when there is no such key, or it was deleted
     */
    public KeyStatus set(String id, KeyStatus status, Act act) {
        TurnTable.Turn turn = turns.take();
        ApiKey key = keys.find(id)
                .orElseThrow(() -> new Refusal("there is no key " + id
                        + ". See them with: reckon key list; a key is named by its public id."));
        if (key.status() == KeyStatus.DELETED && status != KeyStatus.DELETED) {
            throw new Refusal("key " + id + " was deleted, which is for ever. Make a new one with: reckon key create "
                    + key.account() + ".");
        }
        if (key.status() != status) {
            keys.set(id, status);
            acts.add(act, turn.now(), "key set", id, key.status().code() + " -> " + status.code());
        }
        return key.status();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
