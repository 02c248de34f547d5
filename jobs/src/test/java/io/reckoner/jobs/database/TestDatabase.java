package io.reckoner.jobs.database;

import io.reckoner.jobs.settings.Settings;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A fresh, migrated database for each test class: {@code @RegisterExtension static final TestDatabase db = new
 * TestDatabase();}, then {@code db.database()}.
 *
 * <p>The server is the one at {@code RECKON_TEST_DB_URL}, else a container where Docker answers, else the one that comes
 * with the application, in {@code target/test-postgres}. Migrations run once per version of the scripts; every database
 * is a copy of the result.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private static final String PREFIX = "reckon_test_";
    private static final Duration ABANDONED = Duration.ofHours(3);
    private static final AtomicLong OPENED = new AtomicLong();
    private static final long MOST_EXECUTIONS = 1_000_000;

    private final String name = PREFIX + Instant.now().getEpochSecond() + "_"
            + HexFormat.of()
                    .formatHex(ByteBuffer.allocate(4)
                            .putInt(new SecureRandom().nextInt())
                            .array());
    private Database database;

    /** Makes the database; for use outside JUnit's life cycle. */
    public TestDatabase open() {
        return open(TestServer.get().template());
    }

    /** Makes it with all that is in another one, which is never used again but for more copies. */
    public TestDatabase openCopyOf(TestDatabase other) {
        other.database.close();
        return open(other.name);
    }

    private TestDatabase open(String template) {
        TestServer server = TestServer.get();
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        database = Database.migratedBefore(
                server.url(name),
                server.user(),
                server.password(),
                Settings.defaults(List.of(DatabaseSettings.class)).of(DatabaseSettings.class));
        numberExecutionsApart();
        return this;
    }

    /**
     * Two classes settle at a time. Spring Batch keeps the executions of a process in one map by their number alone, so a
     * step would be handed that of the other database.
     */
    private void numberExecutionsApart() {
        long first = OPENED.getAndIncrement() * MOST_EXECUTIONS + 1;
        for (String counter : List.of("BATCH_JOB_EXECUTION_SEQ", "BATCH_STEP_EXECUTION_SEQ")) {
            asOwner()
                    .sql("ALTER SEQUENCE jobs." + counter + " RESTART WITH " + first)
                    .update();
        }
    }

    public Database database() {
        return database;
    }

    /** Settings that lead a command or an application to this database. */
    public DatabaseSettings settings() {
        return TestServer.get().settings(name);
    }

    /** Statements as the owner of the tables, who may do what the application may not. */
    public JdbcClient asOwner() {
        TestServer server = TestServer.get();
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(server.url(name));
        owner.setUser(server.user());
        owner.setPassword(server.password());
        return JdbcClient.create(owner);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        database.close();
        try (Connection connection = TestServer.get().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Drops what killed test runs left behind. */
    static void sweep(Connection connection) throws SQLException {
        long oldest = Instant.now().minus(ABANDONED).getEpochSecond();
        List<String> abandoned = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet names = statement.executeQuery(
                    "SELECT datname FROM pg_database WHERE datname ~ '^" + PREFIX + "[0-9]+_'")) {
                while (names.next()) {
                    String other = names.getString(1);
                    if (Long.parseLong(other.split("_")[2]) < oldest) {
                        abandoned.add(other);
                    }
                }
            }
            for (String other : abandoned) {
                statement.execute("DROP DATABASE IF EXISTS " + other + " WITH (FORCE)");
            }
        }
    }
}
