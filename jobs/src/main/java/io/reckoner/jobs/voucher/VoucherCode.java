package io.reckoner.jobs.voucher;

import io.reckoner.jobs.act.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The code of a voucher: 20 letters and digits that cannot be mistaken for one another, in groups of five; 100 bits.
 *
 * @param text as it is shown, {@code 7KQ2M-…}
 */
record VoucherCode(String text) {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 20;
    private static final int GROUP = 5;

    static VoucherCode of(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new VoucherCode(text.toString());
    }

    /** As people type it: small letters, spaces and hyphens do not matter. */
    static VoucherCode parse(String typed) {
        String plain = typed.toUpperCase(Locale.ROOT).replaceAll("[-\\s]", "");
        if (plain.length() != LENGTH || plain.chars().anyMatch(letter -> LETTERS.indexOf(letter) < 0)) {
            throw new Refusal("this is no voucher code. A code has four groups of five letters and digits.");
        }
        return new VoucherCode(plain.replaceAll("(.{5})(?!$)", "$1-"));
    }

    /** SHA-256 of the code. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The code is a secret until it is redeemed. */
    @Override
    public String toString() {
        return "voucher code";
    }
}
