package io.reckoner.jobs.nightly;

import io.reckoner.ingest.decode.Part;
import io.reckoner.jobs.settlement.CheckStep;
import io.reckoner.jobs.settlement.DecodeStep;
import io.reckoner.jobs.settlement.ProveStep;
import io.reckoner.jobs.settlement.ResolveStep;
import io.reckoner.jobs.settlement.RunWork;
import io.reckoner.jobs.settlement.SettleStep;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * One run as a job: blocks are decoded side by side, then each bucket's sameness is resolved, then all is checked, then
 * each bucket is settled and stored in a transaction of its own, then the run is proved and committed.
 *
 * <p>What a dead attempt had decoded is decoded again; what it had stored is skipped.
 */
final class SettlementJob {
    static final String NAME = "settlement";

    private static final String NUMBER = "number";

    private final JobRepository repository;
    private final Crew computing;
    private final Crew storing;
    private final Progress progress;

    /**
     * @param computing reads and works out, stores nothing
     * @param storing stores what it works out
     */
    SettlementJob(JobRepository repository, Crew computing, Crew storing, Progress progress) {
        this.repository = repository;
        this.computing = computing;
        this.storing = storing;
        this.progress = progress;
    }

    /** Threads that do the pieces of a step side by side, each piece in a transaction of its own. */
    record Crew(TaskExecutor threads, PlatformTransactionManager transactions) {}

    /** The steps of a run. */
    record Steps(DecodeStep decode, ResolveStep resolve, CheckStep check, SettleStep settle, ProveStep prove) {}

    Job of(RunWork work, Steps steps, long blockBytes, Clock clock) {
        List<List<Part>> blocks = work.input().blocks(blockBytes);
        int buckets = work.pinned().run().buckets();
        return new JobBuilder(NAME, repository)
                .start(partitioned(computing, "decode", blocks.size(), block -> steps.decode()
                        .decode(blocks.get(block))))
                .next(partitioned(computing, "resolve", buckets, steps.resolve()::resolve))
                .next(single(computing, "check", () -> steps.check().check()))
                .next(partitioned(storing, "settle", buckets, steps.settle()::settle))
                .next(single(storing, "prove", () -> steps.prove().prove(clock.instant())))
                .build();
    }

    /** Work on the n-th block or bucket. */
    private interface Piece {
        void doPiece(int number) throws IOException;
    }

    /** Every step may run again: what only fills memory is worked out anew, what is stored knows its own marker. */
    private Step partitioned(Crew crew, String name, int pieces, Piece piece) {
        Step one = new StepBuilder(name + "-piece", repository)
                .tasklet(
                        (contribution, context) -> {
                            piece.doPiece(numberOf(contribution));
                            progress.advance(name);
                            return RepeatStatus.FINISHED;
                        },
                        crew.transactions())
                .allowStartIfComplete(true)
                .build();
        return new StepBuilder(name, repository)
                .partitioner(one.getName(), gridSize -> numbered(name, pieces))
                .step(one)
                .taskExecutor(crew.threads())
                .allowStartIfComplete(true)
                .listener(new ProgressListener(progress, name, pieces))
                .build();
    }

    private static int numberOf(StepContribution contribution) {
        return contribution.getStepExecution().getExecutionContext().getInt(NUMBER);
    }

    /** The same names and numbers at every start. */
    private static Map<String, ExecutionContext> numbered(String name, int pieces) {
        Map<String, ExecutionContext> partitions = new TreeMap<>();
        for (int number = 0; number < pieces; number++) {
            ExecutionContext context = new ExecutionContext();
            context.putInt(NUMBER, number);
            partitions.put(String.format(Locale.ROOT, "%s-%05d", name, number), context);
        }
        return partitions;
    }

    private Step single(Crew crew, String name, Runnable work) {
        return new StepBuilder(name, repository)
                .tasklet(
                        (contribution, context) -> {
                            work.run();
                            return RepeatStatus.FINISHED;
                        },
                        crew.transactions())
                .allowStartIfComplete(true)
                .listener(new ProgressListener(progress, name, 1))
                .build();
    }
}
