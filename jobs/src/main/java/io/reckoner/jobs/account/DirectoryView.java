package io.reckoner.jobs.account;

import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the accounts and keys that a run knows. */
public final class DirectoryView {
    private final JdbcClient jdbc;

    public DirectoryView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The directory as recorded up to an instant, inclusive. Whatever their status: usage of a key deleted since is
     * counted.
     *
     * @param asOf taken in a turn ({@link io.reckoner.jobs.act.TurnTable}), it gives the same directory for ever
     */
    public Directory at(Instant asOf) {
        List<String> accounts = jdbc.sql("SELECT account_id FROM account WHERE recorded_at <= :asOf")
                .param("asOf", asOf.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
        List<Directory.Key> keys = jdbc.sql("SELECT key_id, account_id, kind FROM api_key WHERE recorded_at <= :asOf")
                .param("asOf", asOf.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Directory.Key(
                        row.getString("key_id"),
                        row.getString("account_id"),
                        KeyKind.byCode(row.getString("kind")).orElseThrow()))
                .list();
        Map<String, Instant> cutOvers = new HashMap<>();
        jdbc.sql("SELECT account_id, cut_over FROM account_opening WHERE recorded_at <= :asOf")
                .param("asOf", asOf.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    cutOvers.put(
                            row.getString("account_id"),
                            row.getObject("cut_over", OffsetDateTime.class).toInstant());
                });
        return Directory.of(accounts, keys, cutOvers);
    }
}
