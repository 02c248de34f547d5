package io.reckoner.kernel.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/**
 * What tells one entry from every other, whoever computes it and in whatever order.
 *
 * @param run the number of the run that posts
 * @param account the customer's account, or {@link #OPERATOR} for what concerns no customer
 * @param day the UTC day the entry is booked on
 * @param reference the lot, cycle, payment or event where a day may hold several entries of a kind; else empty
 */
public record EntryKey(int run, String account, LocalDate day, EntryKind kind, String reference) {
    /** In place of an account: the operator's own affairs, such as a payout. */
    public static final String OPERATOR = "";

    public EntryKey {
        if (run < 1) {
            throw new IllegalArgumentException("an entry is posted by a run, numbered from 1, not " + run);
        }
        if ((account + reference).indexOf('\0') >= 0) {
            throw new IllegalArgumentException("account and reference of an entry cannot hold NUL characters");
        }
    }

    /**
     * The entry's id: the first 128 bits of SHA-256 over run, account, day, kind and reference, each closed by a NUL, as
     * 32 hex digits. The same happening posted again by the same run has the same id.
     */
    public String id() {
        String text = String.join("\0", Integer.toString(run), account, day.toString(), kind.code(), reference) + "\0";
        byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 16);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
