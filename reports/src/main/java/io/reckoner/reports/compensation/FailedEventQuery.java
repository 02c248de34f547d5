package io.reckoner.reports.compensation;

import io.reckoner.kernel.compensation.CompensationRule;
import io.reckoner.kernel.compensation.CompensationRules;
import io.reckoner.kernel.compensation.Complaint;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts rules of compensation to DuckDB. */
public final class FailedEventQuery {
    private static final String COLUMNS =
            "account, event_id, ts, draw_wallet_bonus + draw_wallet_paid + shortfall AS wallet, charge - over_run AS borne,"
                    + " source_file, source_line, run";

    private FailedEventQuery() {}

    /**
     * Hands on every charged event that answers to a rule, with the first such rule, by account, time, id.
     *
     * @param settledFrom an instant at or before which none of these runs settled anything: what lies before need not be read
     */
    public static void eachOf(
            FactsSession facts,
            CompensationRules rules,
            int firstRun,
            int lastRun,
            Instant settledFrom,
            BiConsumer<CompensationRule, FailedEvent> sink) {
        if (rules.rules().isEmpty()) {
            return;
        }
        List<@Nullable Object> values = new ArrayList<>();
        StringBuilder sql =
                new StringBuilder("SELECT * FROM (SELECT ").append(COLUMNS).append(", CASE");
        int number = 0;
        for (CompensationRule rule : rules.rules()) {
            sql.append(" WHEN ");
            condition(rule.complaint(), sql, values);
            sql.append(" THEN ").append(number++);
        }
        sql.append(" END AS rule FROM facts WHERE row_kind = 'usage' AND charge > 0 AND settled_at >= ?"
                + " AND run BETWEEN ? AND ?) WHERE rule IS NOT NULL ORDER BY account, ts, event_id");
        values.add(settledFrom.atOffset(ZoneOffset.UTC));
        values.add(firstRun);
        values.add(lastRun);
        facts.stream(
                new FactsQuery(sql.toString(), values),
                row -> sink.accept(rules.rules().get(row.getInt("rule")), event(row)));
    }

    /** These events of an account, as far as they are settled and charged. */
    public static List<FailedEvent> of(FactsSession facts, String account, String event) {
        return facts.list(
                FactsQuery.of(
                        "SELECT " + COLUMNS + " FROM facts WHERE row_kind = 'usage' AND account = ? AND event_id = ?",
                        account,
                        event),
                FailedEventQuery::event);
    }

    private static void condition(Complaint complaint, StringBuilder sql, List<@Nullable Object> values) {
        List<String> parts = new ArrayList<>();
        if (!complaint.outcomes().isEmpty()) {
            parts.add(oneOf(
                    "outcome", complaint.outcomes().stream().map(Outcome::code).toList(), values));
        }
        complaint.status().ifPresent(status -> {
            parts.add("status BETWEEN ? AND ?");
            values.add(status.from());
            values.add(status.to());
        });
        complaint.latencyOver().ifPresent(ms -> {
            parts.add("latency_ms > ?");
            values.add(ms);
        });
        complaint.firstTokenOver().ifPresent(ms -> {
            parts.add("ttft_ms > ?");
            values.add(ms);
        });
        switch (complaint.output()) {
            case ANY -> {}
            case EMPTY -> parts.add("n_output + n_output_audio + n_output_image + n_images = 0");
        }
        if (!complaint.endpoints().isEmpty()) {
            parts.add(oneOf("endpoint", complaint.endpoints(), values));
        }
        parts.add(complaint.models().patterns().stream()
                .map(pattern -> {
                    values.add(like(pattern));
                    return "model LIKE ? ESCAPE '\\'";
                })
                .collect(Collectors.joining(" OR ", "(", ")")));
        sql.append(String.join(" AND ", parts));
    }

    private static String oneOf(String column, Collection<String> words, List<@Nullable Object> values) {
        values.addAll(new TreeSet<>(words));
        return column + " IN (" + "?, ".repeat(words.size() - 1) + "?)";
    }

    private static String like(String pattern) {
        return pattern.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%');
    }

    private static FailedEvent event(ResultSet row) throws SQLException {
        return new FailedEvent(
                row.getString("account"),
                row.getString("event_id"),
                row.getObject("ts", OffsetDateTime.class).toInstant(),
                Money.of(row.getBigDecimal("wallet")),
                Money.of(row.getBigDecimal("borne")),
                row.getString("source_file"),
                row.getLong("source_line"),
                row.getInt("run"));
    }
}
