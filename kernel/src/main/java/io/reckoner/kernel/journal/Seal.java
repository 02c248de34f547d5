package io.reckoner.kernel.journal;

import java.util.regex.Pattern;

/** The hash that closes a run's journal: 64 hex digits. It covers the run's entries and, through the seal before it, all earlier ones. */
public record Seal(String sha256) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** Before the first run: 64 zeros. */
    public static final Seal NONE = new Seal("0".repeat(64));

    public Seal {
        if (!HEX.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a seal is 64 hex digits, not \"" + sha256 + "\"");
        }
    }
}
