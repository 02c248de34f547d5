package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.database.InsertQuery;
import io.reckoner.kernel.compensation.Compensator.Purse;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.compensation.FailedEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code compensation} and {@code compensation_round}: what got something back, and what was judged. */
final class CompensationTable {
    /** An event, known by account and id. */
    record EventKey(String account, String event) {
        static EventKey of(FailedEvent event) {
            return new EventKey(event.account(), event.event());
        }
    }

    /**
     * Something given back.
     *
     * @param rule name of the rule; empty for a claim
     * @param lot it lies in
     * @param round null for a claim
     * @param claim null for a rule
     */
    record Row(
            FailedEvent event,
            String rule,
            Money borne,
            Money amount,
            String lot,
            @Nullable Integer round,
            @Nullable Long claim) {
        static Row of(GivenBack given, String lot, int round) {
            return new Row(given.event(), given.rule().name(), given.borne(), given.amount(), lot, round, null);
        }

        static Row of(FailedEvent event, Money amount, String lot, long claim) {
            return new Row(event, "", event.charge(), amount, lot, null, claim);
        }
    }

    private static final InsertQuery<Row> ROWS = InsertQuery.<Row>into("compensation")
            .with("account_id", "text", row -> row.event().account())
            .with("event_id", "text", row -> row.event().event())
            .with("event_at", "timestamptz", row -> row.event().at())
            .with("rule", "text", Row::rule)
            .with("round_no", "integer", Row::round)
            .with("claim_no", "bigint", Row::claim)
            .with("borne", "numeric", row -> row.borne().toBigDecimal())
            .with("amount", "numeric", row -> row.amount().toBigDecimal())
            .with("lot_id", "text", Row::lot)
            .with("source_file", "text", row -> row.event().sourceFile())
            .with("source_line", "bigint", row -> row.event().sourceLine());

    private final JdbcClient jdbc;

    CompensationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Collection<Row> rows) {
        ROWS.add(jdbc, rows);
    }

    void addRound(Round round, long events, Money amount, Instant at, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO compensation_round (round_no, rules_version, first_run, last_run, events, amount,
                                                        recorded_at, actor)
                        VALUES (:number, :version, :first, :last, :events, :amount, :at, :actor)
                        """)
                .param("number", round.number())
                .param("version", round.rulesVersion())
                .param("first", round.firstRun())
                .param("last", round.lastRun())
                .param("events", events)
                .param("amount", amount.toBigDecimal())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .update();
    }

    int lastRound() {
        return jdbc.sql("SELECT coalesce(max(round_no), 0) FROM compensation_round")
                .query(Integer.class)
                .single();
    }

    /** The last run that was judged; 0 before the first round. */
    int lastJudged() {
        return jdbc.sql("SELECT coalesce(max(last_run), 0) FROM compensation_round")
                .query(Integer.class)
                .single();
    }

    /** Those of these events that got something back already, or whose charge was voided. */
    Set<EventKey> settledOtherwise(Collection<EventKey> events) {
        Set<EventKey> found = new HashSet<>();
        jdbc.sql(
                        """
                        SELECT account_id, event_id
                        FROM unnest(:accounts::text[], :events::text[]) AS asked (account_id, event_id)
                        WHERE EXISTS (SELECT FROM compensation c
                                      WHERE c.account_id = asked.account_id AND c.event_id = asked.event_id)
                           OR EXISTS (SELECT FROM usage_void v
                                      WHERE v.account_id = asked.account_id AND v.event_id = asked.event_id)
                        """)
                .param("accounts", events.stream().map(EventKey::account).toArray(String[]::new))
                .param("events", events.stream().map(EventKey::event).toArray(String[]::new))
                .query(row -> {
                    found.add(new EventKey(row.getString("account_id"), row.getString("event_id")));
                });
        return found;
    }

    /** What rules gave these accounts before, by rule, account and UTC month of the events. */
    Map<Purse, Money> givenBefore(Collection<String> accounts) {
        Map<Purse, Money> given = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT rule, account_id, to_char(event_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, sum(amount) AS amount
                        FROM compensation WHERE rule <> '' AND account_id = ANY (:accounts) GROUP BY 1, 2, 3
                        """)
                .param("accounts", accounts.toArray(String[]::new))
                .query(row -> {
                    given.put(
                            new Purse(
                                    row.getString("rule"),
                                    row.getString("account_id"),
                                    YearMonth.parse(row.getString("month"))),
                            Money.of(row.getBigDecimal("amount")));
                });
        return given;
    }

    /** One thing given back, as it is listed. */
    record Listed(
            String account,
            String event,
            Instant at,
            String by,
            Money borne,
            Money amount,
            String lot,
            String source) {}

    /** By account, time and event; of one account or of all. */
    List<Listed> list(Optional<String> account, int limit) {
        return jdbc.sql(
                        """
                        SELECT account_id, event_id, event_at, borne, amount, lot_id,
                               CASE WHEN claim_no IS NULL THEN 'rule ' || rule ELSE 'claim ' || claim_no END AS by_what,
                               source_file || ':' || source_line AS source
                        FROM compensation WHERE :account::text IS NULL OR account_id = :account
                        ORDER BY account_id, event_at, event_id LIMIT :limit
                        """)
                .param("account", account.orElse(null))
                .param("limit", limit)
                .query((row, number) -> new Listed(
                        row.getString("account_id"),
                        row.getString("event_id"),
                        row.getObject("event_at", OffsetDateTime.class).toInstant(),
                        row.getString("by_what"),
                        Money.of(row.getBigDecimal("borne")),
                        Money.of(row.getBigDecimal("amount")),
                        row.getString("lot_id"),
                        row.getString("source")))
                .list();
    }
}
