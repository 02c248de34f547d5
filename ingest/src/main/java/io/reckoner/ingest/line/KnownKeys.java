package io.reckoner.ingest.line;

import io.reckoner.ingest.json.NameTable;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;

/** The run's accounts and keys, found by bytes. Safe for many threads. */
final class KnownKeys {
    final NameTable accounts;
    final NameTable keys;

    /** By key ordinal. */
    private final int[] owners;

    private final byte[] kinds;
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
