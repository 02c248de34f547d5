package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Present;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Option;

/** The option {@code --at} of commands that record what has happened, such as a payment. */
public final class HappenedOption {
    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = "When it happened (default: now). It lands no earlier than what is settled.")
    private @Nullable Instant at;

    /** The instant given, whether it has been or not. */
    public Optional<Instant> given() {
        return Optional.ofNullable(at);
    }

    /**
     * The instant given, judged within the turn, which is kept until the transaction ends.
     *
     * @param clock what time it is here
     * @throws Refusal when it is still to come
     */
    public Optional<Instant> happened(JdbcClient jdbc, Instant clock) {
        return Present.of(new TurnTable(jdbc).take(), clock).past(given());
    }
}
