package io.reckoner.jobs.database;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells faults whose cause lies outside the application: a full disk, missing rights, a missing file, a database that went away. */
public final class OutsideCause {
    private static final String NO_SPACE = "No space left on device";
    /** PostgreSQL's class of states for a full disk. */
    private static final String DISK_FULL = "53100";
    /** Class of states of a broken connection, in the SQL standard. */
    private static final String CONNECTION = "08";
    /** The server was shut down, crashed, or is starting. */
    private static final String SERVER_GONE = "57P";

    private OutsideCause() {}

    /** What happened and how to mend it, told by the deepest cause that lies outside; nothing where none does. */
    public static Optional<String> of(@Nullable Throwable fault) {
        Optional<String> told = Optional.empty();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            Optional<String> deeper = told(cause);
            told = deeper.isPresent() ? deeper : told;
        }
        return told;
    }

    private static Optional<String> told(Throwable cause) {
        String said = firstLine(cause.getMessage());
        String state = cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
        if (said.contains(NO_SPACE) || state.equals(DISK_FULL)) {
            return Optional.of("no space is left on the disk of the data folder or of the database (" + said
                    + "). Free some, or give it more.");
        }
        if (cause instanceof NoSuchFileException missing) {
            return Optional.of("the file " + missing.getFile()
                    + " is missing. Put it back as it was: what was taken in once is read again until it is settled.");
        }
        if (cause instanceof AccessDeniedException denied) {
            return Optional.of("this user may not read or write " + denied.getFile()
                    + ". Give the right, or run as the owner of the data folder.");
        }
        if (state.startsWith(CONNECTION)
                || state.startsWith(SERVER_GONE)
                || cause instanceof SQLTransientConnectionException) {
            return Optional.of("the database does not answer any more (" + said
                    + "). Its log says why: pg/server.log in the data folder, unless db.url leads elsewhere.");
        }
        return Optional.empty();
    }

    /** PostgreSQL adds where in its own sources it was; Spring which statement it was. */
    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("").strip();
    }
}
