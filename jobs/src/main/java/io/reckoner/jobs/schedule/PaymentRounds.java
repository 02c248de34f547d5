package io.reckoner.jobs.schedule;

import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.payment.PaymentDesk;
import io.reckoner.jobs.payment.PaymentSettings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Processes webhooks, sweeps payments and charges renewals while {@code serve} runs, one after the other. Nothing is lost with the timetable of
 * it: what waits, waits in the database. A break is told once.
 */
final class PaymentRounds implements AutoCloseable {
    private static final long LONGEST_STOP_SECONDS = 60;

    private final PaymentDesk payments;
    private final Output output;
    private final Set<String> told = new LinkedHashSet<>();
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "payments"));

    private PaymentRounds(PaymentDesk payments, Output output) {
        this.payments = payments;
        this.output = output;
    }

    /** Starts the rounds. */
    static PaymentRounds start(PaymentDesk payments, PaymentSettings settings, Output output) {
        PaymentRounds rounds = new PaymentRounds(payments, output);
        rounds.every(settings.process(), rounds::process);
        rounds.every(settings.sweep(), rounds::sweep);
        rounds.every(settings.sweep(), rounds::renew);
        return rounds;
    }

    private void every(Duration interval, Runnable work) {
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException fault) {
                        output.note("Payments: this round failed, the next one comes: " + fault.getMessage());
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void process() {
        payments.process().ifPresent(output::say);
    }

    private void renew() {
        tell(payments.renew());
    }

    private void sweep() {
        tell(payments.sweepSentences());
    }

    private void tell(List<String> sentences) {
        for (String sentence : sentences) {
            if (told.add(sentence)) {
                output.note(sentence);
            }
        }
    }

    /** Waits for a round in progress. */
    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        executor.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    }
}
