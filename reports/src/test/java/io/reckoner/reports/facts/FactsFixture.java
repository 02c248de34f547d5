package io.reckoner.reports.facts;

import io.reckoner.kernel.account.Buckets;
import io.reckoner.kernel.account.Directory;
import io.reckoner.reports.facts.FactsColumns.FactsColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Fact files of known content, from tables of text: a line of column names, then a line for each fact, cells between
 * bars. Columns not named take the value of an ordinary request by account {@code a1}; {@code tags} are written
 * {@code team=red;env=prod}, {@code -} is null.
 */
public final class FactsFixture {
    private static final Map<String, String> ORDINARY = Map.ofEntries(
            Map.entry("posting_month", "2026-03"),
            Map.entry("row_kind", "usage"),
            Map.entry("account", "a1"),
            Map.entry("key", "k1"),
            Map.entry("key_kind", "payg"),
            Map.entry("provider", "openai"),
            Map.entry("model", "openai/gpt"),
            Map.entry("model_type", "llm"),
            Map.entry("endpoint", "chat"),
            Map.entry("purpose", "chat"),
            Map.entry("status", "200"),
            Map.entry("outcome", "ok"),
            Map.entry("attempt", "1"),
            Map.entry("stream", "false"),
            Map.entry("usage_source", "provider"),
            Map.entry("n_request", "1"),
            Map.entry("run", "1"),
            Map.entry("late", "false"),
            Map.entry("tags", ""),
            Map.entry("source_file", "usage-p1-000000000001.jsonl"));

    private static final int BUCKETS = 4;

    private final Path folder;

    public FactsFixture(Path folder) {
        this.folder = folder;
    }

    /** Writes the facts of a table, one file for each UTC day and bucket, and gives their manifest. */
    public List<VisibleFactFile> files(String table) {
        Map<String, List<Map<String, String>>> parts = new TreeMap<>();
        for (Map<String, String> row : rows(table)) {
            String day = LocalDate.ofInstant(Instant.parse(row.get("ts")), ZoneOffset.UTC)
                    .toString();
            int bucket = new Buckets(BUCKETS).of(row.get("account"));
            parts.computeIfAbsent(day + " " + bucket, key -> new ArrayList<>()).add(row);
        }
        try (DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:")) {
            List<VisibleFactFile> files = new ArrayList<>();
            for (Map.Entry<String, List<Map<String, String>>> part : parts.entrySet()) {
                files.add(write(connection, part.getKey(), part.getValue()));
            }
            return files;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A session over {@link #files}. */
    public FactsSession session(String table) {
        return FactsSession.open(settings(), files(table));
    }

    public FactsSettings settings() {
        return new FactsSettings(512, 2, folder.resolve("spill"));
    }

    private static List<Map<String, String>> rows(String table) {
        List<String> lines = table.lines().filter(line -> !line.isBlank()).toList();
        List<String> names = cells(lines.getFirst());
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>(ORDINARY);
            List<String> cells = cells(line);
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), cells.get(i));
            }
            row.putIfAbsent("event_id", "e" + (rows.size() + 1));
            row.putIfAbsent("source_line", Integer.toString(rows.size() + 1));
            row.putIfAbsent("settled_at", row.get("ts"));
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    }

    private VisibleFactFile write(DuckDBConnection connection, String part, List<Map<String, String>> rows)
            throws SQLException, IOException {
        String day = part.split(" ")[0];
        int bucket = Integer.parseInt(part.split(" ")[1]);
        Path file = folder.resolve("facts/usage/day=" + day + "/b" + bucket + ".parquet");
        Files.createDirectories(file.getParent());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(FactsColumns.list().stream()
                    .map(column -> "\"" + column.name() + "\" VARCHAR")
                    .collect(Collectors.joining(", ", "CREATE OR REPLACE TABLE f (", ")")));
            insert(connection, rows);
            statement.execute("COPY (SELECT " + typed() + " FROM f ORDER BY account, settled_at, event_id) TO '"
                    + file.toString().replace("'", "''") + "' (FORMAT parquet, COMPRESSION zstd)");
        }
        return manifest(file, day, bucket, rows);
    }

    private static void insert(DuckDBConnection connection, List<Map<String, String>> rows) throws SQLException {
        try (DuckDBAppender appender = connection.createAppender("f")) {
            for (Map<String, String> row : rows) {
                appender.beginRow();
                for (FactsColumn column : FactsColumns.list()) {
                    appender.append(value(column, row));
                }
                appender.endRow();
            }
        }
    }

    private static String typed() {
        return FactsColumns.list().stream()
                .map(column -> (column.name().equals("tags")
                                ? "map_from_entries([{k: split_part(t, '=', 1), v: split_part(t, '=', 2)}"
                                        + " FOR t IN split(tags, ';') IF t <> ''])"
                                : "CAST(\"" + column.name() + "\" AS " + column.type() + ")")
                        + " AS \"" + column.name() + "\"")
                .collect(Collectors.joining(", "));
    }

    private static String value(FactsColumn column, Map<String, String> row) {
        String given = row.get(column.name());
        if (given != null) {
            return given.equals("-") ? null : given;
        }
        boolean optional = List.of(
                        "cost_rated", "cost_vendor", "provider_cost", "latency_ms", "ttft_ms", "book_version")
                .contains(column.name());
        boolean number = column.type().startsWith("DECIMAL") || column.type().equals("BIGINT");
        return number && !optional ? "0" : null;
    }

    private static VisibleFactFile manifest(Path file, String day, int bucket, List<Map<String, String>> rows)
            throws IOException {
        List<String> accounts = rows.stream()
                .map(row -> row.get("account"))
                .sorted(Directory.ID_ORDER)
                .toList();
        List<Instant> times =
                rows.stream().map(row -> Instant.parse(row.get("ts"))).sorted().toList();
        long run = rows.stream()
                .mapToLong(row -> Long.parseLong(row.get("run")))
                .max()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        return new VisibleFactFile(
                file,
                sha256(bytes),
                bytes.length,
                rows.size(),
                LocalDate.parse(day),
                bucket,
                BUCKETS,
                accounts.getFirst(),
                accounts.getLast(),
                times.getFirst(),
                times.getLast(),
                run);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
