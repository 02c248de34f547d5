package io.reckoner.reports.facts;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB in this process, over a given list of fact files, with the views {@code facts} and {@code manifest}.
 *
 * <p>After opening it can read the listed files and its own temporary folder, nothing else of the machine; settings are
 * locked; no extension can be loaded; the session's time zone is UTC. Not safe for
 * several threads.
 */
public final class FactsSession implements AutoCloseable {
    /** Takes one row of an answer. */
    @FunctionalInterface
    public interface RowReader<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    /** Does something with one row of an answer. */
    @FunctionalInterface
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    private final DuckDBConnection connection;

    /** Hands rows on while they are still being worked out; kept apart because it forgets the words of an error. */
    private final DuckDBConnection streaming;

    private final List<VisibleFactFile> files;

    private FactsSession(DuckDBConnection connection, List<VisibleFactFile> files) throws SQLException {
        this.connection = connection;
        this.files = List.copyOf(files);
        this.streaming = connection.duplicate();
    }

    /**
     * Opens a session over these files.
     *
     * @throws FactsException when a file cannot be read or DuckDB cannot start
     */
    public static FactsSession open(FactsSettings settings, List<VisibleFactFile> files) {
        DuckDBConnection connection = null;
        try {
            connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties(settings));
            FactsSession session = new FactsSession(connection, files);
            session.execute("SET GLOBAL TimeZone = 'UTC'", "CREATE VIEW facts AS " + session.rows(""));
            session.addManifest(files);
            try (Statement statement = session.streaming.createStatement()) {
                statement.execute("SET SESSION jdbc_stream_results = true");
            }
            session.execute(
                    "SET allowed_paths = " + paths(files),
                    "SET enable_external_access = false",
                    "SET lock_configuration = true");
            return session;
        } catch (SQLException e) {
            closeQuietly(connection, e);
            throw new FactsException("The facts cannot be opened: " + DuckMessage.of(e), e);
        }
    }

    private static Properties properties(FactsSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("memory_limit", settings.memoryMegabytes() + "MB");
        properties.setProperty("threads", Integer.toString(settings.threads()));
        properties.setProperty("temp_directory", settings.temporary().toString());
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        properties.setProperty("allow_persistent_secrets", "false");
        // Rows keep no order of their own, so that large answers need less memory; who wants order says ORDER BY.
        properties.setProperty("preserve_insertion_order", "false");
        return properties;
    }

    /** @param more further columns, each after a comma */
    private String rows(String more) throws SQLException {
        List<FactsColumns.FactsColumn> columns = FactsColumns.list();
        if (files.isEmpty()) {
            return columns.stream()
                    .map(column -> "NULL::" + column.type() + " AS \"" + column.name() + "\"")
                    .collect(Collectors.joining(
                            ", ", "SELECT ", (more.isEmpty() ? "" : ", NULL::VARCHAR AS file") + " WHERE false"));
        }
        Map<String, Long> holding = filesHolding(files);
        String names = columns.stream()
                .map(column -> expression(column, holding.getOrDefault(column.name(), 0L), files.size()))
                .collect(Collectors.joining(", "));
        // No partition columns out of folder names: a folder such as "model=x" above the data would replace a column.
        return "SELECT " + names + more + " FROM read_parquet(" + paths(files)
                + ", hive_partitioning = false, union_by_name = " + differ(columns, holding, files.size()) + ")";
    }

    /** How many files have a column of this name: those of an older release lack what was added since. */
    private Map<String, Long> filesHolding(List<VisibleFactFile> files) throws SQLException {
        Map<String, Long> holding = new HashMap<>();
        ask(
                connection,
                FactsQuery.of("SELECT name, count(DISTINCT file_name) FROM parquet_schema(" + paths(files)
                        + ") GROUP BY name"),
                row -> holding.put(row.getString(1), row.getLong(2)));
        return holding;
    }

    private static boolean differ(List<FactsColumns.FactsColumn> columns, Map<String, Long> holding, int files) {
        return columns.stream()
                .map(column -> holding.getOrDefault(column.name(), 0L))
                .anyMatch(having -> having > 0 && having < files);
    }

    private static String expression(FactsColumns.FactsColumn column, long having, int files) {
        String name = "\"" + column.name() + "\"";
        if (having == 0) {
            return column.absent().sql() + "::" + column.type() + " AS " + name;
        }
        return having == files || column.absent() == FactsColumns.Absent.UNKNOWN
                ? name
                : "COALESCE(" + name + ", " + column.absent().sql() + "::" + column.type() + ") AS " + name;
    }

    private void addManifest(List<VisibleFactFile> files) {
        try (SessionTable manifest = table(
                "manifest",
                "path VARCHAR, day DATE, bucket INTEGER, min_account VARCHAR, max_account VARCHAR, first_ts TIMESTAMPTZ, "
                        + "last_ts TIMESTAMPTZ, rows BIGINT, bytes BIGINT, sha256 VARCHAR, run BIGINT")) {
            for (VisibleFactFile file : files) {
                manifest.row(
                        file.path().toString(),
                        file.day(),
                        file.bucket(),
                        file.minAccount(),
                        file.maxAccount(),
                        file.firstTs(),
                        file.lastTs(),
                        file.rows(),
                        file.bytes(),
                        file.sha256(),
                        file.run());
            }
        }
    }

    /** A list of string literals; a quote in a path is doubled. */
    private static String paths(List<VisibleFactFile> files) {
        return files.stream()
                .map(VisibleFactFile::path)
                .map(Path::toString)
                .map(path -> "'" + path.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * Adds an empty table to the session, to be filled and closed.
     *
     * @param columns the column list of CREATE TABLE: {@code "path VARCHAR, rows BIGINT"}
     */
    public SessionTable table(String name, String columns) {
        try {
            execute("CREATE TABLE " + name + " (" + columns + ")");
            return new SessionTable(connection, name);
        } catch (SQLException e) {
            throw new FactsException("Table " + name + " cannot be made: " + DuckMessage.of(e), e);
        }
    }

    /** Adds a view of the facts with one more column, {@code file}: the path they lie at, as the manifest gives it. */
    public void defineFactsByFile(String view) {
        try {
            execute("CREATE VIEW " + view + " AS " + rows(", filename AS file"));
        } catch (SQLException e) {
            throw new FactsException(DuckMessage.of(e), e);
        }
    }

    /** Runs a statement that answers nothing, such as a macro's definition. */
    public void define(String sql) {
        try {
            execute(sql);
        } catch (SQLException e) {
            throw new FactsException(DuckMessage.of(e), e);
        }
    }

    /** Every row of the answer. */
    public <T extends @Nullable Object> List<T> list(FactsQuery query, RowReader<T> reader) {
        List<T> rows = new ArrayList<>();
        forEach(query, row -> rows.add(reader.read(row)));
        return rows;
    }

    /** Hands every row of the answer on, once DuckDB has all of them: for answers that fit into memory. */
    public void forEach(FactsQuery query, RowConsumer consumer) {
        try {
            ask(connection, query, consumer);
        } catch (SQLException e) {
            throw new FactsException(DuckMessage.of(e), e);
        }
    }

    /** Hands rows on as they are worked out, however many there are. The consumer must not ask another question. */
    public void stream(FactsQuery query, RowConsumer consumer) {
        try {
            ask(streaming, query, consumer);
        } catch (SQLException e) {
            throw new FactsException(DuckMessage.of(e), e);
        }
    }

    private static void ask(DuckDBConnection connection, FactsQuery query, RowConsumer consumer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            for (int i = 0; i < query.values().size(); i++) {
                statement.setObject(i + 1, query.values().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(rows);
                }
            }
        }
    }

    /** The connection itself, for an operator's own text. */
    public DuckDBConnection connection() {
        return connection;
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void closeQuietly(@Nullable DuckDBConnection connection, SQLException cause) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try (streaming;
                connection) {
            // Both are closed in this order, whatever goes wrong with the first.
        } catch (SQLException e) {
            throw new FactsException("The facts cannot be closed: " + DuckMessage.of(e), e);
        }
    }
}
