package io.reckoner.jobs.demo;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.TurnTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds versions to {@code price_book}. */
final class BookTable {
    private final JdbcClient jdbc;

    BookTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the next version; gives its number. */
    int add(String content, Act act) {
        Instant now = new TurnTable(jdbc).take().now();
        int version = jdbc.sql("SELECT COALESCE(max(version), 0) + 1 FROM price_book")
                .query(Integer.class)
                .single();
        jdbc.sql(
                        """
                        INSERT INTO price_book (version, content, sha256, recorded_at, actor, reason)
                        VALUES (:version, :content, :sha256, :now, :actor, :reason)
                        """)
                .param("version", version)
                .param("content", content)
                .param("sha256", sha256(content))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
        new ActTable(jdbc).add(act, now, "price import", "version " + version, "");
        return version;
    }

    private static byte[] sha256(String content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
