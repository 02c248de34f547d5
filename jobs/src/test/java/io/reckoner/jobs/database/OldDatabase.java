package io.reckoner.jobs.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database as an earlier version left it, that is migrated to what it is now. Closed, it is gone. */
final class OldDatabase implements AutoCloseable {
    private final String name;
    private final PGSimpleDataSource owner = new PGSimpleDataSource();

    /** @param version the last migration it knows; those that were left out do not matter */
    OldDatabase(int version) throws SQLException {
        name = "reckon_test_" + Instant.now().getEpochSecond() + "_version" + version;
        TestServer server = TestServer.get();
        execute(server.connect("postgres"), "CREATE DATABASE " + name);
        owner.setUrl(server.url(name));
        owner.setUser(server.user());
        owner.setPassword(server.password());
        Flyway.configure(OldDatabase.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                .defaultSchema("public")
                .createSchemas(false)
                .target(version + "?")
                .load()
                .migrate();
    }

    /** Of each row only what a migration reads: what it points to may be left out. */
    void insert(String rows) throws SQLException {
        execute(owner.getConnection(), "SET session_replication_role = replica", rows);
    }

    /** As it is now. */
    JdbcClient migrated() {
        Migrations.migrate(owner);
        return JdbcClient.create(owner);
    }

    @Override
    public void close() throws SQLException {
        execute(TestServer.get().connect("postgres"), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static void execute(Connection opened, String... statements) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
