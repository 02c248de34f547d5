package io.reckoner.ingest.sameness;

import java.util.List;

/**
 * The sources of one run in the order of their ordinals: what position an index entry means.
 *
 * @param run the run's name, unique for ever
 * @param sources name of source 0, 1, ...
 */
public record RunSources(String run, List<String> sources) {
    public RunSources {
        if (run.isEmpty()) {
            throw new IllegalArgumentException("a run needs a name");
        }
        sources = List.copyOf(sources);
    }
}
