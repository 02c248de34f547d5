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
}
