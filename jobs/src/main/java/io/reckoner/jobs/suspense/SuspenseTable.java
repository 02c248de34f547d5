package io.reckoner.jobs.suspense;

import io.reckoner.ingest.decode.LineRanges;
import io.reckoner.jobs.run.Run;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.SuspenseState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code suspense} and {@code suspense_range}. */
public final class SuspenseTable {
    /** Lines of one segment that a run set aside for the same reason with the same detail. */
    public record Group(int segment, SuspenseReason reason, String detail, LineRanges lines, BigInteger tokens) {
        private record Key(int segment, SuspenseReason reason, String detail) {}

        private static final Comparator<Key> BY_KEY =
                Comparator.comparingInt(Key::segment).thenComparing(Key::reason).thenComparing(Key::detail);

        /**
         * One group for each segment, reason and detail, in that order. Buckets and parts find lines of the same group
         * each for themselves: lines 5 and 9 in one bucket and 7 in another are the lines 5, 7 and 9 of one group.
         */
        public static List<Group> merged(List<Group> groups) {
            Map<Key, List<LineRanges.Range>> ranges = new TreeMap<>(BY_KEY);
            Map<Key, BigInteger> tokens = new HashMap<>();
            for (Group group : groups) {
                Key of = new Key(group.segment, group.reason, group.detail);
                ranges.computeIfAbsent(of, key -> new ArrayList<>()).addAll(group.lines.ranges());
                tokens.merge(of, group.tokens, BigInteger::add);
            }
            List<Group> merged = new ArrayList<>();
            ranges.forEach((key, lines) -> {
                lines.sort(Comparator.comparingLong(LineRanges.Range::first));
                merged.add(new Group(
                        key.segment(),
                        key.reason(),
                        key.detail(),
                        LineRanges.of(lines),
                        tokens.getOrDefault(key, BigInteger.ZERO)));
            });
            return List.copyOf(merged);
        }
    }

    /**
     * A group as it is kept.
     *
     * @param tokens sum of the tokens that can be read in the lines
     * @param run how the run stands that set the lines aside last; of a failed one nothing counts
     * @param since watermark of the run that set the lines aside first
     * @param closedBy who wrote it off, and why; empty unless somebody has
     */
    public record Item(
            long id,
            SuspenseReason reason,
            String detail,
            long lines,
            BigInteger tokens,
            SuspenseState state,
            int segment,
            String file,
            long firstLine,
            long lastLine,
            int firstRun,
            Run.State run,
            Instant since,
            String closedBy,
            String closedReason) {
        /** Its state in a word: {@code written_off}; of a run that was refused none of them holds. */
        String stateCode() {
            return run == Run.State.FAILED ? "refused" : state.code();
        }

        /** {@code open since run 3}, {@code written off by ana: test traffic}. */
        String standing() {
            if (run == Run.State.FAILED) {
                return "of a run that was refused";
            }
            return switch (state) {
                case OPEN -> "open since run " + firstRun;
                case RETRY -> "open since run " + firstRun + ", read again by the next reckon settle";
                case RETRIED -> "first set aside by run " + firstRun + ", read again since";
                case WRITTEN_OFF -> "written off by " + closedBy + ": " + closedReason;
            };
        }
    }

    private static final String ITEMS =
            """
            SELECT s.suspense_id, s.reason, s.detail, s.lines, s.tokens, s.state, s.segment_no, g.file_name, s.first_run,
                   r.state AS run_state, f.watermark AS since, COALESCE(s.closed_by, '') AS closed_by, s.closed_reason,
                   (SELECT min(q.first_line) FROM suspense_range q WHERE q.suspense_id = s.suspense_id) AS first_line,
                   (SELECT max(q.last_line) FROM suspense_range q WHERE q.suspense_id = s.suspense_id) AS last_line
            FROM suspense s
            JOIN run r ON r.run_id = s.run_id
            JOIN run f ON f.run_id = s.first_run
            JOIN segment g USING (segment_no)
            """;

    private static final String IN_ORDER = " ORDER BY g.source, g.seq, first_line, s.suspense_id";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    public SuspenseTable(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /**
     * Keeps a group. Its first run is the earliest of the groups of its segment it was retried from, of those with the same
     * reason if there are any: a line does not get younger by being wrong in another way.
     */
    public void add(int run, Group group) {
        long id = jdbc.sql(
                        """
                        INSERT INTO suspense (run_id, segment_no, reason, detail, lines, tokens, first_run)
                        VALUES (:run, :segment, :reason, :detail, :lines, :tokens,
                                COALESCE((SELECT s.first_run FROM suspense s JOIN run_retry t USING (suspense_id)
                                          WHERE t.run_id = :run AND s.segment_no = :segment
                                          ORDER BY s.reason <> :reason, s.first_run LIMIT 1), :run))
                        RETURNING suspense_id
                        """)
                .param("run", run)
                .param("segment", group.segment())
                .param("reason", group.reason().code())
                .param("detail", group.detail())
                .param("lines", group.lines().count())
                .param("tokens", new BigDecimal(group.tokens()))
                .query(Long.class)
                .single();
        batch.batchUpdate(
                "INSERT INTO suspense_range (suspense_id, first_line, last_line, first_offset) VALUES (?, ?, ?, ?)",
                group.lines().ranges().stream()
                        .map(range -> new Object[] {id, range.first(), range.last(), range.offset()})
                        .toList());
    }

    /**
     * Keeps what a refused run would have set aside, in place of what runs refused since the last committed one would have: it has
     * read the same files again, but for those withdrawn meanwhile. Part of the transaction that ends it.
     *
     * @param groups nothing where it is refused for something else
     */
    public void addRefused(int run, List<Group> groups) {
        if (!groups.isEmpty()) {
            forgetRefusedBefore(run);
            groups.forEach(group -> add(run, group));
        }
    }

    private void forgetRefusedBefore(int run) {
        String refused =
                """
                SELECT s.suspense_id FROM suspense s JOIN run r USING (run_id) JOIN segment g USING (segment_no)
                WHERE r.state = 'failed' AND r.run_id < :run AND g.withdrawn_at IS NULL
                  AND r.run_id > COALESCE((SELECT max(run_id) FROM run WHERE state = 'committed'), 0)
                """;
        for (String table : List.of("suspense_range", "suspense")) {
            jdbc.sql("DELETE FROM " + table + " WHERE suspense_id IN (" + refused + ")")
                    .param("run", run)
                    .update();
        }
    }

    /**
     * The run that keeps what one refused for it would have set aside: the newest of those refused after it, before any settled. Empty
     * where it keeps that itself, and for every other run.
     */
    Optional<Integer> keptWith(int run) {
        return jdbc.sql(
                        """
                        SELECT max(s.run_id) FROM suspense s JOIN run r USING (run_id)
                        WHERE r.state = 'failed' AND s.run_id > :run AND NOT EXISTS (
                            SELECT FROM run c WHERE c.state = 'committed' AND c.run_id BETWEEN :run AND s.run_id)
                          AND EXISTS (SELECT FROM run o WHERE o.run_id = :run AND o.refused_for = 'suspense')
                        HAVING count(*) > 0
                        """)
                .param("run", run)
                .query(Integer.class)
                .optional();
    }

    /** Items of committed runs that are in one of the states, in the order of their places. */
    public List<Item> list(Set<SuspenseState> states) {
        return jdbc.sql(ITEMS + " WHERE r.state = 'committed' AND s.state = ANY(:states)" + IN_ORDER)
                .param("states", states.stream().map(SuspenseState::code).toArray(String[]::new))
                .query(SuspenseTable::map)
                .list();
    }

    /** What one run set aside, or would have set aside had it not been refused, in the order of places. */
    List<Item> ofRun(int run) {
        return jdbc.sql(ITEMS + " WHERE s.run_id = :run" + IN_ORDER)
                .param("run", run)
                .query(SuspenseTable::map)
                .list();
    }

    public Optional<Item> find(long id) {
        return jdbc.sql(ITEMS + " WHERE r.state = 'committed' AND s.suspense_id = :id")
                .param("id", id)
                .query(SuspenseTable::map)
                .optional();
    }

    /** Lines of an item as ranges with where they begin. */
    public List<LineRanges.Range> ranges(long id) {
        return jdbc.sql(
                        """
                        SELECT first_line, last_line, first_offset FROM suspense_range WHERE suspense_id = :id
                        ORDER BY first_line
                        """)
                .param("id", id)
                .query((row, number) -> new LineRanges.Range(
                        row.getLong("first_line"), row.getLong("last_line"), row.getLong("first_offset")))
                .list();
    }

    /** Asks for open items to be tried again by the next run. Returns how many there were. */
    public int askRetry(List<Long> ids) {
        return jdbc.sql("UPDATE suspense SET state = 'retry' WHERE suspense_id = ANY(:ids) AND state = 'open'")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    /** Items that wait to be tried again. */
    public List<Long> waiting() {
        return jdbc.sql("SELECT suspense_id FROM suspense WHERE state = 'retry' ORDER BY suspense_id")
                .query(Long.class)
                .list();
    }

    /** Closes the items a run has tried again. Part of the transaction that commits the run. */
    public void closeRetried(int run, Instant at) {
        jdbc.sql(
                        """
                        UPDATE suspense SET state = 'retried', closed_run = :run, closed_at = :at
                        WHERE suspense_id IN (SELECT suspense_id FROM run_retry WHERE run_id = :run)
                        """)
                .param("run", run)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Refuses the lines of open items for good. Returns how many items there were. */
    public int writeOff(List<Long> ids, Instant at, String actor, String reason) {
        return jdbc.sql(
                        """
                        UPDATE suspense SET state = 'written_off', closed_at = :at, closed_by = :actor,
                                            closed_reason = :reason
                        WHERE suspense_id = ANY(:ids) AND state = 'open'
                        """)
                .param("ids", ids.toArray(Long[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("reason", reason)
                .update();
    }

    private static Item map(ResultSet row, int number) throws SQLException {
        return new Item(
                row.getLong("suspense_id"),
                SuspenseReason.byCode(row.getString("reason")).orElseThrow(),
                row.getString("detail"),
                row.getLong("lines"),
                row.getBigDecimal("tokens").toBigInteger(),
                SuspenseState.byCode(row.getString("state")),
                row.getInt("segment_no"),
                row.getString("file_name"),
                row.getLong("first_line"),
                row.getLong("last_line"),
                row.getInt("first_run"),
                Run.State.valueOf(row.getString("run_state").toUpperCase(Locale.ROOT)),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getString("closed_by"),
                row.getString("closed_reason"));
    }
}
