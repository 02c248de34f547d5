package io.reckoner.jobs.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to tell an account.
 *
 * @param subject what it is about: with kind and account it is told once for ever
 * @param happenedAt when what it tells was recorded
 * @param says a text for each field of the kind, in their order: amounts exact, instants in ISO 8601, empty where there is
 *     nothing to say
 */
record Notice(NoticeKind kind, String account, String subject, Instant happenedAt, Map<String, String> says) {
    private static final int ID_BYTES = 16;

    Notice {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (NoticeField field : kind.fields()) {
            String value = says.get(field.name());
            if (value == null) {
                throw new IllegalArgumentException("a notice of kind " + kind.code() + " without " + field.name());
            }
            ordered.put(field.name(), value);
        }
        if (ordered.size() != says.size()) {
            throw new IllegalArgumentException("a notice of kind " + kind.code() + " says " + says.keySet());
        }
        says = Collections.unmodifiableMap(ordered);
    }

    /** Letters and digits that follow from kind, account and subject. */
    String id() {
        String about = kind.code() + "\n" + account + "\n" + subject;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(about.getBytes(StandardCharsets.UTF_8));
            return "ntc_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
