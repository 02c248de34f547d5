package io.reckoner.kernel.account;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts and keys a run knows, pinned at its start.
 *
 * <p>Ordinals follow the order of ids as UTF-8 bytes, so that they are the same for the same directory and sorting by
 * ordinal is sorting by id.
 */
public final class Directory {
    /** One API key: whose it is and what it draws on. */
    public record Key(String id, String account, KeyKind kind) {}

    /** Order of ids: their UTF-8 bytes, unsigned. */
    public static final Comparator<String> ID_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final List<String> accounts;
    private final List<Key> keys;
    private final Map<String, Instant> cutOvers;
    private final Map<String, Integer> accountOrdinals = new HashMap<>();

    private Directory(List<String> accounts, List<Key> keys, Map<String, Instant> cutOvers) {
        this.accounts = accounts;
        this.keys = keys;
        this.cutOvers = Map.copyOf(cutOvers);
        for (int i = 0; i < accounts.size(); i++) {
            accountOrdinals.put(accounts.get(i), i);
        }
    }

    /**
     * A directory of these accounts and keys, in any order.
     *
     * @throws IllegalArgumentException when a key's account is not among the accounts, or an id occurs twice
     */
    public static Directory of(List<String> accounts, List<Key> keys) {
        return of(accounts, keys, Map.of());
    }

    /**
     * The same, some of whose accounts were taken over from another system.
     *
     * @param cutOvers by account: usage before it was settled by the system before
     */
    public static Directory of(List<String> accounts, List<Key> keys, Map<String, Instant> cutOvers) {
        List<String> sortedAccounts = new ArrayList<>(accounts);
        sortedAccounts.sort(ID_ORDER);
        List<Key> sortedKeys = new ArrayList<>(keys);
        sortedKeys.sort(Comparator.comparing(Key::id, ID_ORDER));
        Directory directory = new Directory(List.copyOf(sortedAccounts), List.copyOf(sortedKeys), cutOvers);
        if (directory.accountOrdinals.size() != accounts.size()) {
            throw new IllegalArgumentException("an account id occurs twice");
        }
        for (int i = 0; i < sortedKeys.size(); i++) {
            Key key = sortedKeys.get(i);
            if (!directory.accountOrdinals.containsKey(key.account())) {
                throw new IllegalArgumentException("key " + key.id() + " names unknown account " + key.account());
            }
            if (i > 0 && sortedKeys.get(i - 1).id().equals(key.id())) {
                throw new IllegalArgumentException("key id " + key.id() + " occurs twice");
            }
        }
        return directory;
    }

    /** Account ids in ordinal order. */
    public List<String> accounts() {
        return accounts;
    }

    /** Keys in ordinal order. */
    public List<Key> keys() {
        return keys;
    }

    public String account(int ordinal) {
        return accounts.get(ordinal);
    }

    public Key key(int ordinal) {
        return keys.get(ordinal);
    }

    /** When the account was taken over from another system; empty where it began here. */
    public Optional<Instant> cutOver(int ordinal) {
        return Optional.ofNullable(cutOvers.get(accounts.get(ordinal)));
    }

    /** The account's ordinal, or -1. */
    public int accountOrdinal(String id) {
        return accountOrdinals.getOrDefault(id, -1);
    }
}
