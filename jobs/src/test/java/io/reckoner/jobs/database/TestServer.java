package io.reckoner.jobs.database;

import io.reckoner.jobs.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL server that tests of this process use, with a migrated template database on it. */
record TestServer(String base, String user, String password, String template) {
    private static final class Holder {
        private static final TestServer SERVER = prepared();
    }

    static TestServer get() {
        return Holder.SERVER;
    }

    String url(String database) {
        return base + database;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user, password);
    }

    DatabaseSettings settings(String database) {
        DatabaseSettings defaults =
                Settings.defaults(List.of(DatabaseSettings.class)).of(DatabaseSettings.class);
        return new DatabaseSettings(
                Optional.of(url(database)),
                Optional.of(user),
                Optional.of(password),
                defaults.poolSize(),
                defaults.patience());
    }

    private static TestServer prepared() {
        TestServer server = found();
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            // Test processes of several modules may share a server: one of them makes the template.
            statement.execute("SELECT pg_advisory_lock(7252665)");
            TestDatabase.sweep(connection);
            try (ResultSet existing =
                    statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + server.template() + "'")) {
                if (existing.next()) {
                    return server;
                }
            }
            String unfinished = server.template() + "_unfinished";
            statement.execute("DROP DATABASE IF EXISTS " + unfinished + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + unfinished);
            PGSimpleDataSource owner = new PGSimpleDataSource();
            owner.setUrl(server.url(unfinished));
            owner.setUser(server.user());
            owner.setPassword(server.password());
            Migrations.migrate(owner);
            statement.execute("ALTER DATABASE " + unfinished + " RENAME TO " + server.template());
            return server;
        } catch (SQLException e) {
            throw new IllegalStateException("test server " + server.base() + ": " + e.getMessage(), e);
        }
    }

    private static TestServer found() {
        String template = "reckon_template_" + migrationsHash();
        String configured = System.getenv("RECKON_TEST_DB_URL");
        if (configured != null && !configured.isEmpty()) {
            return new TestServer(
                    configured.substring(0, configured.lastIndexOf('/') + 1),
                    environment("RECKON_TEST_DB_USER", "postgres"),
                    environment("RECKON_TEST_DB_PASSWORD", ""),
                    template);
        }
        return dockerIsThere() ? container(template) : shipped(template);
    }

    private static boolean dockerIsThere() {
        // Asked first because the client library is slow and loud in saying no.
        boolean likely = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return likely && DockerClientFactory.instance().isDockerAvailable();
    }

    private static TestServer container(String template) {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        container.start();
        String url = container.getJdbcUrl().replaceAll("\\?.*", "");
        return new TestServer(
                url.substring(0, url.lastIndexOf('/') + 1), container.getUsername(), container.getPassword(), template);
    }

    private static TestServer shipped(String template) {
        // Left by the hook at the end of the process.
        EmbeddedServer server = EmbeddedServer.join(
                Path.of("target", "test-postgres"),
                Settings.defaults(List.of(DatabaseSettings.class))
                        .of(DatabaseSettings.class)
                        .patience(),
                Map.of(
                        "fsync", "off",
                        "synchronous_commit", "off",
                        "full_page_writes", "off",
                        "max_connections", "200"));
        return new TestServer(server.url(""), server.user(), server.password(), template);
    }

    /** Changes whenever a migration does. */
    private static String migrationsHash() {
        try {
            URI scripts = TestServer.class
                    .getClassLoader()
                    .getResource("db/migration/V001__core.sql")
                    .toURI();
            if (!scripts.getScheme().equals("jar")) {
                return hash(Path.of(scripts).getParent());
            }
            try (FileSystem jar = FileSystems.newFileSystem(scripts, Map.of())) {
                return hash(jar.getPath("db/migration"));
            }
        } catch (Exception e) {
            throw new IllegalStateException("migrations cannot be read", e);
        }
    }

    private static String hash(Path scripts) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.list(scripts)) {
            files.sorted().forEach(file -> {
                try {
                    digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
