package io.reckoner.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes coming and going at the database of one data folder, on real processes. */
class EmbeddedServerTest {
    private static final DatabaseSettings SETTINGS =
            Settings.defaults(List.of(DatabaseSettings.class)).of(DatabaseSettings.class);

    /** One folder for all: every test begins and ends with nobody there. */
    @TempDir
    static Path root;

    private final List<Process> children = new ArrayList<>();

    /** Opens the database of the folder given, prints its address, waits for a line, leaves. */
    public static final class Visitor {
        public static void main(String[] args) throws IOException {
            try (Database database = Database.open(new DataFolder(Path.of(args[0])), SETTINGS)) {
                System.out.println(database.address());
                System.out.flush();
                if (System.in.read() < 0) {
                    throw new IOException("nobody told me to leave");
                }
            }
        }
    }

    @AfterEach
    void leaveNothingRunning() throws Exception {
        for (Process child : children) {
            child.destroyForcibly().waitFor();
        }
        pid().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void rootOpensNoDatabaseOfAnotherUser(@TempDir Path other) throws IOException {
        Assumptions.assumeTrue(
                System.getProperty("user.name").equals("root"), "only root can make a folder that is another's");
        Path files = Files.createDirectories(new DataFolder(other).pg().resolve("cluster"));
        Files.setAttribute(files, "unix:uid", 1);
        assertThatThrownBy(() -> Database.open(new DataFolder(other), SETTINGS))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageStartingWith("User root must not open it: the database in "
                        + new DataFolder(other).pg() + " belongs to " + Files.getOwner(files)
                        + ". Run reckon as that user: sudo -u ");
        try (Stream<Path> left = Files.list(new DataFolder(other).pg())) {
            assertThat(left).containsExactly(files);
        }
    }

    @Test
    void theFirstStartsLaterOnesJoinAndTheLastOneLeavingStops() throws Exception {
        Process first = visitor();
        String address = address(first);
        Process second = visitor();
        assertThat(address(second)).isEqualTo(address);

        leave(first);
        assertThat(pid().flatMap(ProcessHandle::of)).isPresent();
        try (Database third = open()) {
            assertThat(third.address()).isEqualTo(address);
        }
        assertThat(pid().flatMap(ProcessHandle::of)).isPresent();
        leave(second);
        assertThat(pid()).isEmpty();
    }

    @Test
    void twoProcessesStartingAtTheSameMomentShareOneServer() throws Exception {
        Process first = visitor();
        Process second = visitor();
        assertThat(address(first)).isEqualTo(address(second));
        leave(second);
        leave(first);
        assertThat(pid()).isEmpty();
    }

    @Test
    void aKilledProcessLeavesAServerThatTheNextOneJoinsAndStops() throws Exception {
        Process killed = visitor();
        String address = address(killed);
        killed.destroyForcibly().waitFor();
        try (Database database = open()) {
            assertThat(database.address()).isEqualTo(address);
        }
        assertThat(pid()).isEmpty();
    }

    @Test
    void afterAHardStopOfTheServerAForeignProcessWithItsNumberDoesNotMatter() throws Exception {
        try (Database database = open()) {
            database.jdbc()
                    .sql("INSERT INTO act (actor, verb, subject) VALUES ('test', 'survive', 'crash')")
                    .update();
            ProcessHandle server = pid().flatMap(ProcessHandle::of).orElseThrow();
            server.destroyForcibly();
            server.onExit().get(30, TimeUnit.SECONDS);
        }
        // The machine has started anew, and the number in the file is now that of this very process.
        Path pidFile = new DataFolder(root).pg().resolve("cluster/postmaster.pid");
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pidFile, lines);

        try (Database database = open()) {
            assertThat(database.jdbc()
                            .sql("SELECT subject FROM act WHERE verb = 'survive'")
                            .query(String.class)
                            .list())
                    .containsExactly("crash");
        }
    }

    @Test
    void aSecondUserInTheSameProcessKeepsTheServerRunning() {
        Database first = open();
        try (Database second = open()) {
            first.close();
            assertThat(second.jdbc().sql("SELECT 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
        assertThat(pid()).isEmpty();
    }

    @Test
    void thePasswordIsForTheOwnerOnlyAndNobodyGetsInWithoutIt() throws Exception {
        try (Database database = open()) {
            Path password = new DataFolder(root).pg().resolve("password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(password)).hasSizeGreaterThanOrEqualTo(32);
            DatabaseSettings wrong = new DatabaseSettings(
                    Optional.of(database.address()),
                    Optional.of("reckon"),
                    Optional.of("guess"),
                    SETTINGS.poolSize(),
                    SETTINGS.patience());
            assertThatThrownBy(() -> Database.open(new DataFolder(root), wrong))
                    .isInstanceOf(DatabaseFault.class)
                    .hasMessageContaining("password authentication failed")
                    .hasMessageContaining("Check RECKON_DB_URL, RECKON_DB_USER and RECKON_DB_PASSWORD.");
            assertThat(database.jdbc().sql("SHOW fsync").query(String.class).single())
                    .isEqualTo("on");
            assertThat(database.jdbc()
                            .sql("SHOW synchronous_commit")
                            .query(String.class)
                            .single())
                    .isEqualTo("on");
            assertThat(database.jdbc()
                            .sql("SHOW listen_addresses")
                            .query(String.class)
                            .single())
                    .isEqualTo("127.0.0.1");
        }
    }

    @Test
    void saysWhoseDoorIsShutWhenAnotherProcessNeverFinishesStarting() throws Exception {
        Path pg = Files.createDirectories(new DataFolder(root).pg());
        Process holder = holder(pg.resolve("door.lock"));
        assertThatThrownBy(() -> EmbeddedServer.join(pg, Duration.ofMillis(200), Map.of()))
                .isInstanceOf(DatabaseFault.class)
                .hasMessageContaining("Another process has been starting or stopping the database in " + pg);
        leave(holder);
    }

    /** Holds a lock until told to go: locks of one process do not shut out itself. */
    public static final class Holder {
        public static void main(String[] args) throws IOException {
            try (FileChannel channel =
                    FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                System.out.println("held");
                System.out.flush();
                if (System.in.read() < 0) {
                    throw new IOException("nobody told me to leave");
                }
            }
        }
    }

    private Database open() {
        return Database.open(new DataFolder(root), SETTINGS);
    }

    private Optional<Long> pid() {
        try {
            return Optional.of(
                    Long.parseLong(Files.readAllLines(new DataFolder(root).pg().resolve("cluster/postmaster.pid"))
                            .get(0)
                            .strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Process visitor() throws IOException {
        return start(Visitor.class, root.toString());
    }

    private Process holder(Path file) throws IOException {
        Process holder = start(Holder.class, file.toString());
        assertThat(address(holder)).isEqualTo("held");
        return holder;
    }

    private Process start(Class<?> main, String argument) throws IOException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        argument)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        children.add(child);
        return child;
    }

    private static String address(Process child) throws IOException {
        // Not closed: closing it would close the child's output.
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        return reader.readLine();
    }

    private static void leave(Process child) throws Exception {
        child.getOutputStream().write('\n');
        child.getOutputStream().flush();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
    }
}
