package io.reckoner.jobs.nightly;

import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.run.Run;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecutionException;

/** A run that stopped half-way for a reason outside it, such as a full disk; the next run finishes it. */
final class RunStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** PostgreSQL's word for a full disk. */
    private static final String DISK_FULL = "53100";

    private static final String NO_SPACE = "No space left on device";

    private RunStoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** @param faults of the job and its steps; that a partition failed says nothing when one of them says why */
    static RunStoppedException of(Run run, List<Throwable> faults, DataFolder folder) {
        @Nullable
        Throwable fault = faults.stream()
                .filter(each -> !(each instanceof JobExecutionException))
                .findFirst()
                .or(() -> faults.stream().findFirst())
                .orElse(null);
        return new RunStoppedException(
                run + " stopped: " + why(fault, folder)
                        + " It stays open and nothing of it is visible; settle again to finish it.",
                fault);
    }

    private static String why(@Nullable Throwable fault, DataFolder folder) {
        String deepest = "for a reason it could not tell.";
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (isFull(cause, message)) {
                return "no space is left on a disk (" + folder.root() + ", or that of the database): "
                        + sentence(message) + " Free some, or give it more.";
            }
            deepest = message == null ? cause.getClass().getSimpleName() + "." : sentence(message) + " Mend the cause.";
        }
        return deepest;
    }

    private static boolean isFull(Throwable cause, @Nullable String message) {
        return message != null
                && (message.contains(NO_SPACE)
                        || cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState()));
    }

    /** The first line: PostgreSQL adds where in its own sources it was. */
    private static String sentence(@Nullable String message) {
        String line =
                message == null ? "" : message.lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
