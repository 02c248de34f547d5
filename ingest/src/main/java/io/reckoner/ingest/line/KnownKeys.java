package io.reckoner.ingest.line;

import io.reckoner.ingest.json.NameTable;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.period.Micros;

/** The run's accounts and keys, found by bytes. Safe for many threads. */
final class KnownKeys {
    final NameTable accounts;
    final NameTable keys;

    /** By key ordinal. */
    private final int[] owners;

    private final byte[] kinds;

    /** By account ordinal. */
    private final long[] cutOvers;

    private final Directory directory;

    KnownKeys(Directory directory) {
        this.directory = directory;
        accounts = new NameTable(directory.accounts());
        keys = new NameTable(directory.keys().stream().map(Directory.Key::id).toList());
        owners = new int[directory.keys().size()];
        kinds = new byte[owners.length];
        for (int i = 0; i < owners.length; i++) {
            Directory.Key key = directory.key(i);
            owners[i] = directory.accountOrdinal(key.account());
            kinds[i] = (byte) key.kind().ordinal();
        }
        cutOvers = new long[directory.accounts().size()];
        for (int i = 0; i < cutOvers.length; i++) {
            cutOvers[i] = directory.cutOver(i).map(Micros::of).orElse(Long.MIN_VALUE);
        }
    }

    /** Usage of the account before this microsecond was settled by the system before. */
    long cutOver(int account) {
        return cutOvers[account];
    }

    /** The account of a key. */
    int owner(int key) {
        return owners[key];
    }

    /** The ordinal of a key's {@link KeyKind}. */
    byte kind(int key) {
        return kinds[key];
    }

    String account(int ordinal) {
        return directory.account(ordinal);
    }

    String key(int ordinal) {
        return directory.key(ordinal).id();
    }
}
