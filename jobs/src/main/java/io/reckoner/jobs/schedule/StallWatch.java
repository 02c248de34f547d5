package io.reckoner.jobs.schedule;

import io.reckoner.kernel.period.Stall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells of a stalled proxy once, when it comes back, and once more every night that it has not. */
final class StallWatch {
    private final Set<String> told = new TreeSet<>();

    /** What is new since the last look, as sentences. */
    synchronized List<String> news(List<Stall> stalled) {
        List<String> news = new ArrayList<>();
        for (Stall stall : stalled) {
            if (told.add(stall.hold().proxy())) {
                news.add(stall.sentence());
            }
        }
        Set<String> silent = stalled.stream().map(stall -> stall.hold().proxy()).collect(Collectors.toSet());
        for (String proxy : List.copyOf(told)) {
            if (!silent.contains(proxy)) {
                told.remove(proxy);
                news.add("No longer stalled: proxy " + proxy);
            }
        }
        return news;
    }

    /** Lets the next look tell of all that are stalled. */
    synchronized void tellAgain() {
        told.clear();
    }
}
