package io.reckoner.jobs.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How PostgreSQL's programs are started so that they do not see themselves as root, which they refuse.
 *
 * <p>An ordinary user needs nothing. Root uses a user namespace ({@code unshare}), in which its files stay its own; where
 * namespaces are forbidden, as in many containers, {@code setpriv} makes the process user 65534 ("nobody"), who is given
 * the database folder.
 */
enum LoweredRights {
    NOT_NEEDED(List.of()),
    NAMESPACE(List.of("unshare", "-U")),
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private static final int NOBODY_ID = 65534;

    private final List<String> prefix;

    LoweredRights(List<String> prefix) {
        this.prefix = prefix;
    }

    /** The first way that works on this machine. */
    static LoweredRights find() {
        if (!isRoot()) {
            return NOT_NEEDED;
        }
        for (LoweredRights way : List.of(NAMESPACE, NOBODY)) {
            if (way.works()) {
                return way;
            }
        }
        throw new DatabaseFault("PostgreSQL does not run as root, and neither unshare nor setpriv can lower its rights "
                + "here. Run reckon as an ordinary user, or set RECKON_DB_URL to a PostgreSQL of your own.");
    }

    /** Whether PostgreSQL's files are for this user to run: those of others root leaves alone. */
    static boolean suit(Path files) throws IOException {
        return !isRoot()
                || !Files.exists(files)
                || List.of(0, NOBODY_ID).contains(Files.getAttribute(files, "unix:uid"));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** What to put before a command. */
    List<String> prefix() {
        return prefix;
    }

    /** Gives the folder and all in it to whom the programs run as. */
    void own(Path folder) throws IOException {
        if (this != NOBODY) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Files.setAttribute(path, "unix:uid", NOBODY_ID);
                Files.setAttribute(path, "unix:gid", NOBODY_ID);
            }
        }
    }

    private boolean works() {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(prefix.stream(), Stream.of("true")).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // the program is not installed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
