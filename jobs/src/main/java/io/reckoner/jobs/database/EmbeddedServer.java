package io.reckoner.jobs.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The database server of one data folder, shared by all processes that use the folder: the first starts it, the last
 * one leaving stops it.
 *
 * <p>Two lock files decide, because the system drops a process's locks however it ends. {@code users.lock} is held
 * shared by everyone present. {@code door.lock} is held exclusively while coming or going, so a second process arriving
 * at the same moment waits, and finds the server running. Who goes, lets go of {@code users.lock} and then tries to have
 * it alone: if that succeeds, nobody else is there.
 */
final class EmbeddedServer implements AutoCloseable {
    private static final String DATABASE = "reckon";

    private static final String USER = System.getProperty("user.name");

    /** Locks belong to the process: within it, users of a folder are counted here. */
    private static final Map<Path, EmbeddedServer> PRESENT = new HashMap<>();

    private final Path folder;
    private final PostgresCluster cluster;
    private final Duration patience;
    private final Thread atExit = new Thread(this::leaveAtExit, "leave-database");
    private int users;
    private int port;
    private @Nullable FileChannel presence;
    private @Nullable FileLock presenceLock;

    private EmbeddedServer(Path folder, Duration patience, Map<String, String> serverSettings) {
        this.folder = folder;
        this.cluster = new PostgresCluster(folder, serverSettings);
        this.patience = patience;
    }

    /** Joins the server of this folder, starting it if need be. Close it to leave. */
    static EmbeddedServer join(Path pg, Duration patience, Map<String, String> serverSettings) {
        synchronized (PRESENT) {
            Path folder = pg.toAbsolutePath().normalize();
            EmbeddedServer server = PRESENT.get(folder);
            if (server == null) {
                server = new EmbeddedServer(folder, patience, serverSettings);
                try {
                    server.enter();
                } catch (AccessDeniedException e) {
                    throw new DatabaseFault(notAllowed(folder, e), e);
                } catch (IOException e) {
                    throw new DatabaseFault("The database in " + folder + " cannot be started: " + e.getMessage(), e);
                }
                PRESENT.put(folder, server);
                Runtime.getRuntime().addShutdownHook(server.atExit);
            }
            server.users++;
            return server;
        }
    }

    private static String notAllowed(Path folder, AccessDeniedException denied) {
        return "User " + USER + " may not write " + denied.getFile() + ": " + belongsTo(folder, owner(folder));
    }

    private static String belongsTo(Path folder, String owner) {
        return "the database in " + folder + " belongs to " + (owner.isEmpty() ? "another" : owner)
                + ". Run reckon as "
                + (owner.isEmpty() ? "the user who made it" : "that user: sudo -u " + owner + " reckon ...")
                + "; or name a folder of your own with --data.";
    }

    /** Root may write everywhere, and would leave files that their owner may not. */
    private void requireOurs() throws IOException {
        Path files = folder.resolve("cluster");
        if (!LoweredRights.suit(files)) {
            throw new DatabaseFault("User " + USER + " must not open it: " + belongsTo(folder, owner(files)));
        }
    }

    private static String owner(Path folder) {
        try {
            return Files.getOwner(folder).getName();
        } catch (IOException | UnsupportedOperationException unknown) {
            return "";
        }
    }

    String url() {
        return url(DATABASE);
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String user() {
        return PostgresCluster.OWNER;
    }

    String password() {
        return cluster.password();
    }

    @Override
    public void close() {
        synchronized (PRESENT) {
            if (users == 0 || --users > 0) {
                return;
            }
            PRESENT.remove(folder);
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                return; // the hook is about to leave for us
            }
            leave();
        }
    }

    private void leaveAtExit() {
        try {
            leave();
        } catch (RuntimeException e) {
            System.err.println("The database in " + folder + " may still be running: " + e.getMessage());
        }
    }

    private void enter() throws IOException {
        requireOurs();
        Files.createDirectories(folder);
        try (FileChannel door = open("door.lock")) {
            lockDoor(door);
            FileChannel users = open("users.lock");
            try {
                presenceLock = users.lock(0, Long.MAX_VALUE, true);
                OptionalInt running = cluster.runningPort();
                port = running.isPresent() ? running.getAsInt() : cluster.start();
                awaitDatabase();
                presence = users;
            } finally {
                if (presence == null) {
                    users.close();
                }
            }
        }
    }

    private void leave() {
        FileChannel users = presence;
        FileLock lock = presenceLock;
        if (users == null || lock == null) {
            return;
        }
        presence = null;
        try (users;
                FileChannel door = open("door.lock")) {
            lockDoor(door);
            lock.release();
            try (FileLock alone = users.tryLock()) {
                if (alone != null && cluster.runningPort().isPresent()) {
                    cluster.stop();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The database in " + folder + " cannot be left: " + e.getMessage(), e);
        }
    }

    private FileChannel open(String name) throws IOException {
        return FileChannel.open(
                folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void lockDoor(FileChannel door) throws IOException {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (door.tryLock() == null) {
            if (System.nanoTime() - giveUp > 0) {
                throw new DatabaseFault("Another process has been starting or stopping the database in " + folder
                        + " for " + patience.toSeconds() + " s. Look for it with: fuser " + folder.resolve("door.lock")
                        + "; raise db.patience if the disk is slow.");
            }
            Pause.shortly();
        }
    }

    /** A server found running may still be replaying its log after a crash: wait for it. */
    private void awaitDatabase() {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                connect(DATABASE).close();
                return;
            } catch (SQLException e) {
                String state = e.getSQLState() == null ? "" : e.getSQLState();
                if (state.equals("3D000")) { // no such database: a new cluster
                    createDatabase();
                } else if (!isPassing(state) || System.nanoTime() - giveUp > 0) {
                    throw new DatabaseFault(
                            "The database in " + folder + " does not let us in: " + e.getMessage() + "\nIts log is "
                                    + folder.resolve("server.log") + ".",
                            e);
                } else {
                    Pause.shortly();
                }
            }
        }
    }

    /** Starting up or shutting down (57P..), or not yet listening (08...). */
    private static boolean isPassing(String state) {
        return state.startsWith("57P") || state.startsWith("08");
    }

    private void createDatabase() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        } catch (SQLException e) {
            throw new DatabaseFault("The database in " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), user(), password());
    }
}
