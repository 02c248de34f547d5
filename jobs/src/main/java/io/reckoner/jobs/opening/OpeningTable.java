package io.reckoner.jobs.opening;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.database.InsertQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of tables {@code opening} and {@code account_opening}. */
final class OpeningTable {
    private record CutOverOf(String account, String opening, Instant cutOver, Instant at) {}

    private static final InsertQuery<CutOverOf> ACCOUNTS = InsertQuery.<CutOverOf>into("account_opening")
            .with("account_id", "text", CutOverOf::account)
            .with("opening_id", "text", CutOverOf::opening)
            .with("cut_over", "timestamptz", CutOverOf::cutOver)
            .with("recorded_at", "timestamptz", CutOverOf::at);

    private final JdbcClient jdbc;

    OpeningTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The content of an import that went by this name. */
    Optional<byte[]> find(String name) {
        return jdbc.sql("SELECT sha256 FROM opening WHERE opening_id = :name")
                .param("name", name)
                .query(byte[].class)
                .optional();
    }

    /** The name of an import with this content. */
    Optional<String> named(byte[] sha256) {
        return jdbc.sql("SELECT opening_id FROM opening WHERE sha256 = :sha256 ORDER BY recorded_at LIMIT 1")
                .param("sha256", sha256)
                .query(String.class)
                .optional();
    }

    /** @param run the run that holds the entry; empty where accounts and keys came alone */
    void add(String name, byte[] sha256, Understood understood, Optional<Integer> run, Instant at, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO opening (opening_id, cut_over, run_id, sha256, accounts, api_keys, lots, subscriptions,
                                             debts, recorded_at, actor, reason)
                        VALUES (:name, :cutOver, :run, :sha256, :accounts, :keys, :lots, :subscriptions, :debts, :at, :actor,
                                :reason)
                        """)
                .param("name", name)
                .param(
                        "cutOver",
                        understood
                                .cutOver()
                                .map(cutOver -> cutOver.instant().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                .param("run", run.orElse(null))
                .param("sha256", sha256)
                .param("accounts", understood.customers().size())
                .param("keys", understood.keys().size())
                .param("lots", understood.lots().size())
                .param("subscriptions", understood.subscriptions().size())
                .param("debts", understood.debts())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    /** Marks accounts as taken over. */
    void addAccounts(String name, List<String> accounts, Instant cutOver, Instant at) {
        ACCOUNTS.add(
                jdbc,
                accounts.stream()
                        .map(account -> new CutOverOf(account, name, cutOver, at))
                        .toList());
    }

    /** Which of these accounts have dealings here already, and which: such an account cannot be opened any more. */
    Map<String, String> dealings(Collection<String> accounts) {
        Map<String, String> found = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT account_id, min(what) AS what FROM (
                            SELECT account_id, 'a cut-over of its own' AS what FROM account_opening
                            UNION ALL SELECT account_id, 'credit' FROM lot
                            UNION ALL SELECT account_id, 'a plan' FROM cycle
                            UNION ALL SELECT account_id, 'a payment' FROM payment
                            UNION ALL SELECT account_id, 'an adjustment' FROM negative_adjustment
                            UNION ALL SELECT account_id, 'settled usage' FROM account_state
                            UNION ALL SELECT k.account_id, 'settled usage' FROM key_usage u JOIN api_key k USING (key_id)
                        ) dealing
                        WHERE account_id = ANY (:accounts) GROUP BY account_id
                        """)
                .param("accounts", accounts.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("account_id"), row.getString("what"));
                });
        return found;
    }
}
