package io.reckoner.jobs.suspense;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.run.RunTable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Option;

/** One run whose suspense is looked at, whatever became of the run. */
final class OfRun {
    @Option(
            names = "--run",
            paramLabel = "N",
            description =
                    "What run N set aside, whatever became of it since; of a refused run what it would have set aside.")
    private @Nullable Integer run;

    /**
     * The run, where one is named.
     *
     * @throws Refusal where there is none of this number
     */
    Optional<Run> in(JdbcClient jdbc) {
        if (run == null) {
            return Optional.empty();
        }
        int number = run;
        return Optional.of(new RunTable(jdbc)
                .find(number)
                .orElseThrow(() -> new Refusal("there is no run " + number + ". See reckon status.")));
    }

    /** Why nothing of a run can be shown. */
    static String nothing(Run run, SuspenseTable suspense) {
        return kept(run, suspense)
                .orElseGet(() -> run + " set no such line aside"
                        + (run.state() == Run.State.FAILED ? ", or was refused for something else." : "."));
    }

    /** Where that is which a run refused again and again for the same files does not keep itself; nothing of other failures. */
    static Optional<String> kept(Run run, SuspenseTable suspense) {
        return suspense.keptWith(run.id())
                .map(newest -> "Run " + newest
                        + " was refused after it and has read the same files again: what they would"
                        + " set aside is kept with that one. See " + Run.suspenseListing(newest) + ".");
    }
}
