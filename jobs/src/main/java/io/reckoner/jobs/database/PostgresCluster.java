package io.reckoner.jobs.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL data directory of ours: made, started and stopped by PostgreSQL's own programs.
 *
 * <p>In {@code pg/}: {@code cluster/} the data, {@code password} (only its owner reads it), {@code server.log}. The server
 * listens on 127.0.0.1 alone, on a port found free at each start and published in {@code cluster/postmaster.pid}.
 */
final class PostgresCluster {
    /** The user who owns the tables. */
    static final String OWNER = "reckon";

    private static final Map<String, String> SERVER_SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "timezone", "UTC",
            "log_timezone", "UTC",
            "max_connections", "100",
            "jit", "off",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "max_wal_size", "2GB");

    private static final long LONGEST_LOG_BYTES = 10_000_000;
    /** postmaster.pid holds the process id in its first line and the port in its fourth. */
    private static final int PORT_LINE = 3;

    private final Path folder;
    private final Path cluster;
    private final Path password;
    private final Map<String, String> more;

    /** @param more server settings beside ours, such as {@code fsync=off} for tests */
    PostgresCluster(Path folder, Map<String, String> more) {
        this.folder = folder;
        this.cluster = folder.resolve("cluster");
        this.password = folder.resolve("password");
        this.more = more;
    }

    /** The owner's password. */
    String password() {
        try {
            return Files.readString(password).strip();
        } catch (IOException e) {
            throw new DatabaseFault(
                    "The password of the database, " + password + ", cannot be read: " + e.getMessage()
                            + ". Give this user the right to read it, or bring it back from a copy of the folder.",
                    e);
        }
    }

    /**
     * The port of the running server, if one runs. A pid file left behind by a crash does not count; a server that has
     * not published its port yet is waited for.
     */
    OptionalInt runningPort() {
        for (int tries = 0; tries < 200 && serverIsAlive(); tries++) {
            List<String> lines = pidFileLines();
            if (lines.size() > PORT_LINE && !lines.get(PORT_LINE).isBlank()) {
                return OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE).strip()));
            }
            Pause.shortly();
        }
        return OptionalInt.empty();
    }

    /** Starts the server on a free port, making the data directory first where there is none. */
    int start() throws IOException {
        Files.createDirectories(folder);
        LoweredRights rights = LoweredRights.find();
        Path programs = programs(rights);
        if (!Files.exists(cluster)) {
            initialise(programs, rights);
        }
        rights.own(folder);
        removeStalePidFile();
        keepLogShort();
        int port = freePort();
        run(
                rights,
                programs,
                List.of(
                        "pg_ctl",
                        "start",
                        "-w",
                        "-t",
                        "60",
                        "-D",
                        cluster.toString(),
                        "-l",
                        log().toString(),
                        "-o",
                        options(port)));
        return port;
    }

    /** Stops the server: sessions still open are ended, everything committed is on disk. */
    void stop() throws IOException {
        LoweredRights rights = LoweredRights.find();
        Path programs = programs(rights);
        run(rights, programs, List.of("pg_ctl", "stop", "-m", "fast", "-w", "-t", "60", "-D", cluster.toString()));
    }

    private void initialise(Path programs, LoweredRights rights) throws IOException {
        if (!Files.exists(password)) {
            Files.createFile(
                    password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            byte[] secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            Files.writeString(password, HexFormat.of().formatHex(secret));
        }
        Path unfinished = folder.resolve("cluster.unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        rights.own(folder);
        run(
                rights,
                programs,
                List.of(
                        "initdb",
                        "-D",
                        unfinished.toString(),
                        "-U",
                        OWNER,
                        "--pwfile=" + password,
                        "-A",
                        "scram-sha-256",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        // The password is 256 random bits: many rounds of hashing would slow our own connections down,
                        // not a guesser.
                        "-c",
                        "scram_iterations=1"));
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private String options(int port) {
        return "-p " + port
                + Stream.concat(SERVER_SETTINGS.entrySet().stream(), more.entrySet().stream())
                        .sorted(Map.Entry.comparingByKey())
                        .map(setting -> " -c " + setting.getKey() + "='" + setting.getValue() + "'")
                        .collect(Collectors.joining());
    }

    /**
     * After a hard stop the file may name a process id that another program has since been given; PostgreSQL would then
     * refuse to start. We hold the door, so a server of ours cannot be starting meanwhile.
     */
    private void removeStalePidFile() throws IOException {
        if (!serverIsAlive()) {
            Files.deleteIfExists(pidFile());
        }
    }

    private boolean serverIsAlive() {
        List<String> lines = pidFileLines();
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,18}")) {
            return false;
        }
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return false;
        }
        ProcessHandle.Info info = process.get().info();
        String line = info.commandLine()
                .or(() -> info.arguments().map(arguments -> String.join(" ", arguments)))
                .orElse(cluster.toString()); // not ours to see: believe the file
        return line.contains(cluster.toString());
    }

    private List<String> pidFileLines() {
        try {
            return Files.readAllLines(pidFile());
        } catch (IOException e) {
            return List.of(); // none, or just being replaced
        }
    }

    private void keepLogShort() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LONGEST_LOG_BYTES) {
            Files.move(log(), folder.resolve("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    /** PostgreSQL's programs, unpacked once per user; beside the data where the user has no home, or is to be nobody. */
    private Path programs(LoweredRights rights) throws IOException {
        Path cache = cache();
        return PostgresBinaries.unpackedBelow(rights == LoweredRights.NOBODY || !isWritable(cache) ? folder : cache);
    }

    private static boolean isWritable(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return base.resolve("reckon");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void run(LoweredRights rights, Path programs, List<String> command) throws IOException {
        List<String> line = new ArrayList<>(rights.prefix());
        line.add(programs.resolve("bin").resolve(command.get(0)).toString());
        line.addAll(command.subList(1, command.size()));
        Path output = Files.createTempFile("reckon-postgres-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            int exit = builder.start().waitFor();
            if (exit != 0) {
                throw new DatabaseFault(command.get(0) + " failed for " + folder + " (exit " + exit + "): "
                        + Files.readString(output, StandardCharsets.UTF_8).strip()
                        + (Files.exists(log()) ? "\nIts log is " + log() + "." : ""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFault("interrupted while waiting for " + command.get(0), e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
