package io.reckoner.reports.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.account.Buckets;
import io.reckoner.kernel.account.Directory;
import io.reckoner.reports.cost.CostFilter;
import io.reckoner.reports.cost.CostRange;
import io.reckoner.reports.cost.CostReport;
import io.reckoner.reports.cost.CostRequest;
import io.reckoner.reports.cost.Dimension;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.ReportTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A question about one account and day must not read the month. Bytes are measured twice: by DuckDB's own count of what
 * it read from files, and, where the system offers it, by the kernel's count of bytes this process has read. Buckets and row
 * groups are as many and as large as runs make them.
 */
class PruningTest {
    private static final int DAYS = 6;
    private static final Buckets BUCKETS = new Buckets(16);

    /** As runs write them. */
    private static final int ROW_GROUP_ROWS = 16_384;

    private static final int ROWS_OF_AN_ACCOUNT = 500;
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final List<String> ACCOUNTS =
            IntStream.range(0, 200).mapToObj(i -> "acct-%03d".formatted(i)).toList();
    private static final String ACCOUNT = "acct-077";
    private static final LocalDate DAY = LocalDate.parse("2026-03-03");

    @TempDir
    static Path folder;

    private static List<VisibleFactFile> files;
    private static long allBytes;

    @BeforeAll
    static void write() throws SQLException, IOException {
        files = new ArrayList<>();
        Map<Integer, List<String>> byBucket = ACCOUNTS.stream().collect(Collectors.groupingBy(BUCKETS::of));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (int d = 0; d < DAYS; d++) {
                for (int bucket = 0; bucket < BUCKETS.count(); bucket++) {
                    files.add(write(statement, FIRST.plusDays(d), bucket, byBucket.get(bucket)));
                }
            }
        }
        allBytes = files.stream().mapToLong(VisibleFactFile::bytes).sum();
        assertThat(files).hasSize(DAYS * BUCKETS.count());
    }

    @Test
    void everyColumnOfAnAccountDayIsUnderTwoPercentOfTheBytes() {
        FactScope scope = scope();
        List<VisibleFactFile> pruned = files.stream().filter(scope::mayHold).toList();
        assertThat(pruned).hasSize(1);
        try (FactsSession session = FactsSession.open(settings(), pruned)) {
            String all = "SELECT * FROM facts WHERE account = ? AND ts >= ? AND ts < ?";
            Object[] values = {
                ACCOUNT, scope.from().atOffset(ZoneOffset.UTC), scope.to().atOffset(ZoneOffset.UTC)
            };
            long counted = bytesByDuckDb(session, all, values);
            long before = bytesReadByThisProcess();
            assertThat(session.list(FactsQuery.of(all, values), row -> row.getString("event_id")))
                    .hasSize(ROWS_OF_AN_ACCOUNT);
            long measured = bytesReadByThisProcess() - before;
            assertThat(counted).isPositive().isLessThan(allBytes / 50);
            if (before >= 0) {
                assertThat(measured).isGreaterThanOrEqualTo(counted / 2).isLessThan(allBytes / 50);
            }
        }
    }

    @Test
    void openingAndReportingIsUnderTwoPercentOfTheBytes() {
        CostRequest usual = CostRequest.of(CostRange.utcDays(DAY, DAY), List.of(Dimension.Field.MODEL));
        CostRequest request = new CostRequest(
                usual.by(),
                usual.range(),
                new CostFilter(Set.of(ACCOUNT), Set.of(), Set.of(), Set.of(), Map.of()),
                usual.keyKinds(),
                null,
                usual.limit(),
                usual.metrics());
        warmUp(request);
        long before = bytesReadByThisProcess();
        ReportTable table = report(request);
        long measured = bytesReadByThisProcess() - before;
        assertThat(table.rows()).hasSize(7);
        if (before >= 0) {
            assertThat(measured).isPositive().isLessThan(allBytes / 50);
        }
    }

    @Test
    void withoutTheManifestsHelpRowGroupsStillPruneMostOfALargeFile() throws SQLException, IOException {
        VisibleFactFile large;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            large = write(statement, FIRST.plusDays(DAYS), 0, ACCOUNTS);
        }
        int rowGroups = Math.ceilDiv(ACCOUNTS.size() * ROWS_OF_AN_ACCOUNT, ROW_GROUP_ROWS);
        assertThat(rowGroups).isGreaterThan(6);
        try (FactsSession session = FactsSession.open(settings(), List.of(large))) {
            long counted = bytesByDuckDb(session, "SELECT * FROM facts WHERE account = ?", new Object[] {ACCOUNT});
            assertThat(counted).isPositive().isLessThan(large.bytes() * 2 / rowGroups);
        }
    }

    private static FactScope scope() {
        return new FactScope(start(DAY), start(DAY.plusDays(1)), Set.of(ACCOUNT));
    }

    private static ReportTable report(CostRequest request) {
        FactScope scope = request.scope();
        List<VisibleFactFile> pruned = files.stream().filter(scope::mayHold).toList();
        try (FactsSession session = FactsSession.open(settings(), pruned)) {
            return CostReport.table(session, request, new RunStanding(null, 0));
        }
    }

    /** Loads classes and native code, so that only facts are measured. */
    private static void warmUp(CostRequest request) {
        report(request);
    }

    private static FactsSettings settings() {
        return new FactsSettings(512, 2, folder.resolve("spill"));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** {@code io.total_bytes_read} of the profile of a statement that has run. */
    private static long bytesByDuckDb(FactsSession session, String sql, Object[] values) {
        String profile = session.list(
                        new FactsQuery("EXPLAIN (ANALYZE, FORMAT json) " + sql, java.util.Arrays.asList(values)),
                        row -> row.getString(2))
                .getFirst();
        Matcher matcher = Pattern.compile("\"total_bytes_read\": (\\d+)").matcher(profile);
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    /** Bytes this process has read by system calls, from cache or disk; -1 where the system does not say. */
    private static long bytesReadByThisProcess() {
        try (var lines = Files.lines(Path.of("/proc/self/io"))) {
            return lines.filter(line -> line.startsWith("rchar:"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring("rchar:".length()).strip()))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    private static VisibleFactFile write(Statement statement, LocalDate day, int bucket, List<String> accounts)
            throws SQLException, IOException {
        Path file = folder.resolve("facts/usage/day=" + day + "/b" + bucket + ".parquet");
        Files.createDirectories(file.getParent());
        String columns = FactsColumns.list().stream()
                .map(column -> "CAST(" + value(column, day) + " AS " + column.type() + ") AS \"" + column.name() + "\"")
                .collect(Collectors.joining(", "));
        String list = accounts.stream().collect(Collectors.joining("'), ('", "('", "')"));
        statement.execute("COPY (SELECT " + columns + " FROM (VALUES " + list + ") a(acct) CROSS JOIN range("
                + ROWS_OF_AN_ACCOUNT + ") r(i) ORDER BY account, settled_at, event_id) TO '" + file
                + "' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP_ROWS + ")");
        List<String> sorted = accounts.stream().sorted(Directory.ID_ORDER).toList();
        return new VisibleFactFile(
                file,
                "0".repeat(64),
                Files.size(file),
                (long) accounts.size() * ROWS_OF_AN_ACCOUNT,
                day,
                bucket,
                BUCKETS.count(),
                sorted.getFirst(),
                sorted.getLast(),
                start(day),
                start(day.plusDays(1)).minusSeconds(1),
                1);
    }

    private static String value(FactsColumns.FactsColumn column, LocalDate day) {
        return switch (column.name()) {
            case "event_id", "upstream_id" -> "md5(acct || i || '" + day + column.name() + "')";
            case "ts", "settled_at" -> "TIMESTAMPTZ '" + day + " 00:00:00+00' + INTERVAL (i * 140) SECOND";
            case "account" -> "acct";
            case "key" -> "acct || '-key-' || (i % 3)";
            case "key_kind" -> "'payg'";
            case "row_kind" -> "'usage'";
            case "model" -> "'vendor/model-' || (i % 7)";
            case "charge", "charge_input", "provider_cost", "cost_input" ->
                "(hash(acct, i) % 1000000)::BIGINT * 0.000001";
            case "n_input", "n_output", "source_line", "latency_ms" -> "hash(i, acct) % 10000";
            case "n_request" -> "1";
            case "late", "stream" -> "false";
            case "usage_source" -> "'provider'";
            case "tags" -> "MAP {'team': 'team-' || (i % 5)}";
            default ->
                column.type().startsWith("DECIMAL") || column.type().contains("INT")
                        ? "0"
                        : column.type().startsWith("TIMESTAMP") ? "NULL" : "'x'";
        };
    }
}
