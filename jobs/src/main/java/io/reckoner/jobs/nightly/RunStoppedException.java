package io.reckoner.jobs.nightly;

import io.reckoner.jobs.database.OutsideCause;
import io.reckoner.jobs.run.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecutionException;

/** A run that stopped half-way for a reason outside it, such as a full disk; the next run finishes it. */
final class RunStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RunStoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** @param faults of the job and its steps; that a partition failed says nothing when one of them says why */
    static RunStoppedException of(Run run, List<Throwable> faults) {
        @Nullable
        Throwable fault = faults.stream()
                .filter(each -> !(each instanceof JobExecutionException))
                .findFirst()
                .or(() -> faults.stream().findFirst())
                .orElse(null);
        return new RunStoppedException(
                run + " stopped: " + why(fault)
                        + " It stays open and nothing of it is visible; finish it with: reckon settle.",
                fault);
    }

    private static String why(@Nullable Throwable fault) {
        return OutsideCause.of(fault).orElseGet(() -> {
            String deepest = "for a reason it could not tell.";
            for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
                String message = cause.getMessage();
                deepest = message == null
                        ? cause.getClass().getSimpleName() + "."
                        : sentence(message) + " Look at what this names; where it happened: reckon settle --debug.";
            }
            return deepest;
        });
    }

    private static String sentence(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
