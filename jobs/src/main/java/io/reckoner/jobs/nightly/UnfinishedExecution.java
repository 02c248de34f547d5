package io.reckoner.jobs.nightly;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Closes what an execution left open that could not write down its end: where its process was killed, the disk was full, or the
 * database went away, it claims to run for ever, and the job would never start again.
 */
final class UnfinishedExecution {
    /** A process that lost its locks writes down the end of its steps and of its job: this often it can come in between. */
    private static final int TRIES = 10;

    private final JobOperator operator;
    private final JobRepository repository;
    private final Clock clock;

    UnfinishedExecution(JobOperator operator, JobRepository repository, Clock clock) {
        this.operator = operator;
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Whoever calls holds the lease, so nothing of the last execution still settles: what has no end has failed. The process it
     * was taken from may be writing that down itself; then it is read again.
     */
    void close(String job, JobParameters parameters) {
        for (int tries = 1; ; tries++) {
            try {
                closeOnce(job, parameters);
                return;
            } catch (OptimisticLockingFailureException writtenMeanwhile) {
                if (tries == TRIES) {
                    throw writtenMeanwhile;
                }
            }
        }
    }

    private void closeOnce(String job, JobParameters parameters) {
        @Nullable JobExecution before = repository.getLastJobExecution(job, parameters);
        if (before != null && before.isRunning()) {
            operator.recover(before);
        }
        @Nullable JobExecution last = repository.getLastJobExecution(job, parameters);
        if (last != null) {
            fail(last);
        }
    }

    private void fail(JobExecution execution) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (StepExecution step : execution.getStepExecutions()) {
            if (isOpen(step.getStatus())) {
                step.setStatus(BatchStatus.FAILED);
                step.setExitStatus(ExitStatus.FAILED);
                step.setEndTime(now);
                repository.update(step);
            }
        }
        if (isOpen(execution.getStatus())) {
            execution.setStatus(BatchStatus.FAILED);
            execution.setExitStatus(ExitStatus.FAILED);
            execution.setEndTime(now);
            repository.update(execution);
        }
    }

    private static boolean isOpen(BatchStatus status) {
        return status.isRunning() || status == BatchStatus.UNKNOWN;
    }
}
