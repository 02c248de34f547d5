package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Present;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Option;

/** The option {@code --at} of commands that give or take credit, or give up what is owed: it may lie ahead. */
public final class HoldsFromOption {
    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description =
                    "From when it holds (default: now), ten years ahead at most. It lands no earlier than what is settled.")
    private @Nullable Instant at;

    /**
     * The instant given, judged within the turn, which is kept until the transaction ends.
     *
     * @param clock what time it is here
     * @throws Refusal when it is too far ahead
     */
    public Optional<Instant> holdsFrom(JdbcClient jdbc, Instant clock) {
        return Present.of(new TurnTable(jdbc).take(), clock).ahead(Optional.ofNullable(at));
    }
}
