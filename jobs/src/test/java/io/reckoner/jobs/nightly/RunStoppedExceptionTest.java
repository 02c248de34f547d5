package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.run.Run;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.JobExecutionException;

/** A run that stopped says why, what to look at, and which command finishes it. */
class RunStoppedExceptionTest {
    private static String told(Run run, Throwable... faults) {
        return String.valueOf(RunStoppedException.of(run, List.of(faults)).getMessage());
    }

    @Test
    void saysWhatToLookAtAndWhichCommandToRun() {
        Run run = new Run(
                7,
                LocalDate.parse("2026-03-05"),
                1,
                Instant.parse("2026-03-05T00:00:00Z"),
                Instant.parse("2026-03-06T00:00:00Z"),
                Optional.empty(),
                1,
                Instant.parse("2026-03-06T00:10:00Z"),
                16,
                Run.State.OPEN,
                "");
        assertThat(told(run, new JobExecutionException("a partition failed"), new IOException("x.jsonl is gone")))
                .isEqualTo(run + " stopped: x.jsonl is gone. Look at what this names; where it happened: reckon settle"
                        + " --debug. It stays open and nothing of it is visible; finish it with: reckon settle.");
        assertThat(told(run, new IOException("No space left on device")))
                .contains("Free some, or give it more.")
                .endsWith("finish it with: reckon settle.")
                .doesNotContain("--debug");
        assertThat(told(run)).contains("for a reason it could not tell.");
    }
}
