package io.reckoner.jobs.nightly;

import io.reckoner.ingest.decode.DecodeSpec;
import io.reckoner.ingest.rows.RowSettings;
import io.reckoner.ingest.rows.RowStore;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.database.ThisProcess;
import io.reckoner.jobs.facts.FactCompaction;
import io.reckoner.jobs.facts.FactFiles;
import io.reckoner.jobs.facts.FactSweep;
import io.reckoner.jobs.intake.Notice;
import io.reckoner.jobs.intake.ProxySettings;
import io.reckoner.jobs.run.Lease;
import io.reckoner.jobs.run.LeaseTable;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.sameness.IndexUpkeep;
import io.reckoner.jobs.settlement.CheckStep;
import io.reckoner.jobs.settlement.DecodeStep;
import io.reckoner.jobs.settlement.Pinned;
import io.reckoner.jobs.settlement.PinnedView;
import io.reckoner.jobs.settlement.ProveStep;
import io.reckoner.jobs.settlement.ResolveStep;
import io.reckoner.jobs.settlement.RunInputs;
import io.reckoner.jobs.settlement.RunRefusedException;
import io.reckoner.jobs.settlement.RunWork;
import io.reckoner.jobs.settlement.SettleStep;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.settlement.Tables;
import io.reckoner.jobs.suspense.LapseReport;
import io.reckoner.kernel.account.Buckets;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.period.Stall;
import io.reckoner.kernel.usage.Symbols;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs settlements over one installation, one at a time: a run left open by a dead process is finished first. */
public final class Settlements {
    private final DataFolder folder;
    private final SettlementSettings settings;
    private final Clock clock;
    private final Database database;
    private final SpringBatch batch;
    private final PlatformTransactionManager transactions;
    private final JdbcTemplate jdbc;
    private final Tables tables;

    /** Those of the installation that a command runs in. */
    public static Settlements of(Session session) {
        return new Settlements(
                session.data(), session.database(), session.settings(SettlementSettings.class), session.clock());
    }

    /** @param clock commands are at the level of the schedule; the run itself is given every instant */
    public Settlements(DataFolder folder, Database database, SettlementSettings settings, Clock clock) {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        this.database = database;
        this.batch = SpringBatch.over(database);
        this.transactions = database.transactions();
        this.jdbc = new JdbcTemplate(database.as(DatabaseRole.WRITER));
        this.tables = Tables.over(jdbc, folder);
    }

    /**
     * Settles what is there to settle.
     *
     * @throws io.reckoner.jobs.run.LeaseHeldException when another process is settling
     * @throws RunRefusedException when the run may not be stored: it has ended failed and nothing of it is visible
     */
    public RunOutcome run(RunRequest request, Progress progress) {
        try (Lease lease =
                Lease.acquire(new LeaseTable(JdbcClient.create(jdbc)), ThisProcess.name(), settings.heartbeat())) {
            Optional<Run> left = tables.runs().open();
            if (left.isPresent()) {
                return settle(left.get(), lease, progress);
            }
            RunOpening opening = new RunOpening(
                    JdbcClient.create(jdbc),
                    tables,
                    new TransactionTemplate(transactions),
                    settings,
                    folder,
                    clock.instant());
            return switch (opening.open(request)) {
                case RunOpening.Opened.Ready ready -> settle(ready.run(), lease, progress);
                case RunOpening.Opened.Nothing nothing -> new RunOutcome.NothingToDo(nothing.why(), nothing.noticed());
            };
        }
    }

    /** What the run let lapse, against what is in suspense now. */
    public LapseReport lapses(Run run) {
        return LapseReport.of(jdbc, folder, settings.maxLine(), run, clock.instant());
    }

    /** Segments that are missing, refused, delivered twice or recovered, as the run noticed them, one sentence each. */
    public List<String> noticed(Run run) {
        return tables.notices().noticed(run.id());
    }

    /** Of what kinds that is. */
    Set<Notice.Kind> kindsNoticed(Run run) {
        return tables.notices().kindsNoticed(run.id());
    }

    /**
     * The proxies that have fallen silent, going by what was taken in: as a run has left it, for it takes in all there is.
     *
     * @param expected where proxies should have come to
     */
    public List<Stall> stalled(Instant expected, ProxySettings proxies) {
        return Stall.among(tables.logs().logs(), expected, proxies.stalledAfter());
    }

    /**
     * Merges small files and removes replaced ones; changes no figure. Returns a sentence that says what was done.
     *
     * @throws io.reckoner.jobs.run.LeaseHeldException when another process is settling
     */
    public String upkeep() {
        return tables.runs().lastCommitted().isEmpty()
                ? "Nothing is settled yet, so there is nothing to merge."
                : merge(Upkeep.WORTH_MERGING).sentence();
    }

    /**
     * The same between nights, where settlements every few minutes leave small files: merges them once there are many.
     * Returns a sentence when something was done.
     *
     * @throws io.reckoner.jobs.run.LeaseHeldException when another process is settling
     */
    public Optional<String> upkeepByDay() {
        Upkeep.Done done = merge(Upkeep.WORTH_MERGING_BY_DAY);
        return done.equals(Upkeep.Done.NOTHING) ? Optional.empty() : Optional.of(done.sentence());
    }

    Upkeep.Done merge(int worthMerging) {
        try (Lease lease =
                Lease.acquire(new LeaseTable(JdbcClient.create(jdbc)), ThisProcess.name(), settings.heartbeat())) {
            Optional<Run> last = tables.runs().lastCommitted();
            if (last.isEmpty()) {
                return Upkeep.Done.NOTHING;
            }
            TransactionOperations transaction = lease.guard(new TransactionTemplate(transactions));
            FactFiles files = FactFiles.in(folder.root());
            Upkeep.Done done = new Upkeep(
                            new FactCompaction(files, tables.facts(), transaction, FactCompaction.DEFAULT_MOST_ROWS),
                            new FactSweep(files, tables.facts()),
                            new IndexUpkeep(tables.index(), folder, transaction))
                    .run(last.get(), worthMerging, forgotten(last.get()), clock.instant());
            lease.requireHeld();
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException("files could not be merged: " + e.getMessage(), e);
        }
    }

    private RunOutcome settle(Run run, Lease lease, Progress progress) {
        long started = System.nanoTime();
        Pinned pinned = new PinnedView(JdbcClient.create(jdbc)).of(run);
        Symbols symbols = new Symbols();
        try (RunWork work = new RunWork(
                pinned,
                new RunInputs(tables.inputs(), tables.foreign(), tables.suspense()).of(run.id()),
                symbols,
                new RowStore(
                        pinned.directory(),
                        new Buckets(run.buckets()),
                        Micros.of(run.previousWatermark()),
                        rowSettings(run)))) {
            runJob(work, lease, progress);
            ControlTotals totals = work.takenIn().plus(tables.controls().totals(run.id(), Tables.SETTLING));
            return new RunOutcome.Committed(run, totals, Duration.ofNanos(System.nanoTime() - started));
        } catch (RunRefusedException refused) {
            fail(run, refused);
            throw refused;
        } catch (IOException e) {
            throw new UncheckedIOException(run + " could not be worked out: " + e.getMessage(), e);
        }
    }

    /** Keeps what the run is refused for, so that it can be looked at line by line; of refusals in a row the newest alone. */
    private void fail(Run run, RunRefusedException refused) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            tables.suspense().addRefused(run.id(), refused.suspended());
            tables.runs().fail(run.id(), clock.instant(), refused.refusedFor(), String.valueOf(refused.getMessage()));
        });
    }

    private void runJob(RunWork work, Lease lease, Progress progress) {
        Run run = work.pinned().run();
        ThreadPoolTaskExecutor computing = threads("settlement-", settings.workers());
        ThreadPoolTaskExecutor storing = threads("storing-", settings.storing(database.mostConnections()));
        try {
            SettlementJob.Steps steps = new SettlementJob.Steps(
                    new DecodeStep(work, spec(work)),
                    new ResolveStep(work, tables.index(), folder, forgotten(run)),
                    new CheckStep(work, settings.mostSuspended()),
                    new SettleStep(work, tables, FactFiles.in(folder.root()), ChartOfAccounts.STANDARD, lease),
                    new ProveStep(work, tables, lease));
            Job job = new SettlementJob(
                            batch.repository(),
                            new SettlementJob.Crew(computing, new ResourcelessTransactionManager()),
                            new SettlementJob.Crew(storing, transactions),
                            progress)
                    .of(work, steps, (long) settings.blockMib() << 20, clock);
            launch(job, run);
        } finally {
            computing.shutdown();
            storing.shutdown();
        }
    }

    private static ThreadPoolTaskExecutor threads(String name, int count) {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setCorePoolSize(count);
        threads.setMaxPoolSize(count);
        threads.setThreadNamePrefix(name);
        threads.initialize();
        return threads;
    }

    /** Our lease has decided that no other process runs this job: an execution that still claims to run is dead. */
    private void launch(Job job, Run run) {
        JobParameters parameters = parameters(run);
        new UnfinishedExecution(batch.operator(), batch.repository(), clock).close(job.getName(), parameters);
        try {
            JobExecution execution = batch.operator().start(job, parameters);
            if (execution.getStatus() != BatchStatus.COMPLETED) {
                throw failure(run, execution);
            }
        } catch (JobExecutionException e) {
            throw new IllegalStateException(run + " could not be started: " + e.getMessage(), e);
        }
    }

    private static JobParameters parameters(Run run) {
        return new JobParametersBuilder()
                .addLocalDate("businessDate", run.businessDate())
                .addString("watermark", run.watermark().toString())
                .addLong("revision", (long) run.revision())
                .toJobParameters();
    }

    private RuntimeException failure(Run run, JobExecution execution) {
        for (Throwable fault : execution.getAllFailureExceptions()) {
            for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
                if (cause instanceof RunRefusedException refused) {
                    return refused;
                }
            }
        }
        return RunStoppedException.of(run, execution.getAllFailureExceptions());
    }

    private DecodeSpec spec(RunWork work) {
        Run run = work.pinned().run();
        return new DecodeSpec(
                work.pinned().directory(),
                work.symbols(),
                run.watermark(),
                run.previousWatermark(),
                run.horizonOr(settings.lookBack()),
                settings.futureTolerance(),
                new HashSet<>(settings.tags()),
                settings.maxLine());
    }

    private RowSettings rowSettings(Run run) {
        RowSettings defaults =
                RowSettings.defaults(folder.work().resolve(String.format(Locale.ROOT, "run-%06d", run.id())));
        return new RowSettings(
                defaults.writerBytes(), (long) settings.keepMib() << 20, defaults.mergeBytes(), defaults.spillFolder());
    }

    /** Runs all of whose events lie before the horizon of this one. */
    private Set<String> forgotten(Run run) {
        Instant horizon = run.horizonOr(settings.lookBack()).instant();
        Set<String> names = new HashSet<>();
        tables.runs().committedThrough(horizon).forEach(id -> names.add(ResolveStep.runName(id)));
        return names;
    }
}
