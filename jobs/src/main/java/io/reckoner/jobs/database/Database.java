package io.reckoner.jobs.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The open database: migrated, and reached in a role only.
 *
 * <p>Sessions run in UTC whatever the zone of the machine. Example: {@code database.inTransaction(jdbc -> ...)} commits
 * when the function returns and rolls back when it throws.
 */
public final class Database implements AutoCloseable {
    /** {@code pg_has_role(…, 'SET')} and grants of roles with options are of 16. */
    private static final int OLDEST_SERVER = 16;

    private final PGSimpleDataSource owner;
    private final DatabaseSettings settings;
    private final @Nullable EmbeddedServer embedded;
    /** For a connection. A run asks several times before it gives up on a server that went away. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Map<DatabaseRole, HikariDataSource> pools = new EnumMap<>(DatabaseRole.class);
    private @Nullable HikariDataSource jobState;

    private Database(PGSimpleDataSource owner, DatabaseSettings settings, @Nullable EmbeddedServer embedded) {
        this.owner = owner;
        this.settings = settings;
        this.embedded = embedded;
    }

    /**
     * Opens and migrates the configured database, or the one in the data folder, starting it if need be.
     *
     * @throws DatabaseFault saying what is wrong and how to mend it
     */
    public static Database open(DataFolder folder, DatabaseSettings settings) {
        if (settings.url().isPresent()) {
            return migrated(new Database(
                    source(
                            settings.url().get(),
                            settings.user().orElse(null),
                            settings.password().orElse(null)),
                    settings,
                    null));
        }
        return embedded(EmbeddedServer.join(folder.pg(), settings.patience(), Map.of()), settings);
    }

    /** A database that is known to be migrated. */
    static Database migratedBefore(String url, String user, String password, DatabaseSettings settings) {
        return new Database(source(url, user, password), settings, null);
    }

    private static Database embedded(EmbeddedServer server, DatabaseSettings settings) {
        return migrated(new Database(source(server.url(), server.user(), server.password()), settings, server));
    }

    private static Database migrated(Database database) {
        try {
            database.checkServer();
            Migrations.migrate(database.owner);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Connections that may do what the role may, from a pool. */
    public synchronized DataSource as(DatabaseRole role) {
        return pools.computeIfAbsent(role, each -> pool(each, ""));
    }

    /**
     * Connections for the state of jobs: their commits do not wait for the disk. A crash may lose the last of them, and never
     * one that was followed by a commit of the application; what a job has stored is known by markers in our own tables.
     */
    public synchronized DataSource jobState() {
        if (jobState == null) {
            jobState = pool(DatabaseRole.WRITER, "SET synchronous_commit = off");
        }
        return jobState;
    }

    /** Statements of the application, outside or inside the transaction of {@link #transactions}. */
    public JdbcClient jdbc() {
        return JdbcClient.create(as(DatabaseRole.WRITER));
    }

    /** Greatest number of connections of one role, in this process. */
    public int mostConnections() {
        return settings.poolSize();
    }

    /** Transactions of the application. */
    public PlatformTransactionManager transactions() {
        return new JdbcTransactionManager(as(DatabaseRole.WRITER));
    }

    /** Does the work in one transaction: committed when it returns, rolled back when it throws. */
    public <T> T inTransaction(Function<JdbcClient, T> work) {
        T result = new TransactionTemplate(transactions()).execute(status -> work.apply(jdbc()));
        if (result == null) {
            throw new IllegalStateException("work in a transaction returned nothing");
        }
        return result;
    }

    /** Address of the database, for people: no password in it. */
    public String address() {
        return owner.getUrl().replaceAll("\\?.*", "");
    }

    @Override
    public synchronized void close() {
        pools.values().forEach(HikariDataSource::close);
        pools.clear();
        if (jobState != null) {
            jobState.close();
            jobState = null;
        }
        if (embedded != null) {
            embedded.close();
        }
    }

    private HikariDataSource pool(DatabaseRole role, String setting) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(role.roleName());
        config.setDataSource(owner);
        config.setConnectionInitSql("SET ROLE " + role.roleName() + "; SET TIME ZONE 'UTC'; " + setting);
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(0);
        config.setConnectionTimeout(Math.min(settings.patience().toMillis(), LONGEST_WAIT.toMillis()));
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw unreachable(e);
        }
    }

    private void checkServer() {
        try (Connection connection = owner.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_SERVER) {
                throw new DatabaseFault("The database " + address() + " is PostgreSQL " + version + ". Use "
                        + OLDEST_SERVER + " or newer.");
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private DatabaseFault unreachable(Exception e) {
        return new DatabaseFault(
                "The database " + address() + " cannot be reached: " + e.getMessage()
                        + " Check RECKON_DB_URL, RECKON_DB_USER and RECKON_DB_PASSWORD.",
                e);
    }

    private static PGSimpleDataSource source(String url, @Nullable String user, @Nullable String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        source.setApplicationName(ThisProcess.sessions(ThisProcess.name()));
        source.setReWriteBatchedInserts(true);
        return source;
    }
}
