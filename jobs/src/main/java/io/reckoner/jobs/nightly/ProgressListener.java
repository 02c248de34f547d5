package io.reckoner.jobs.nightly;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Tells a {@link Progress} when a step begins and ends. */
record ProgressListener(Progress progress, String step, int pieces) implements StepExecutionListener {
    @Override
    public void beforeStep(StepExecution execution) {
        progress.begin(step, pieces);
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution execution) {
        progress.end(step);
        return null;
    }
}
