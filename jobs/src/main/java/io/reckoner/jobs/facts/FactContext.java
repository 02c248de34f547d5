package io.reckoner.jobs.facts;

import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.usage.Symbols;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Function;

/**
 * What a bucket's facts have in common, and the run's names behind the ordinals in its blocks.
 *
 * @param run the run's number
 * @param inputHash hash of all that determines the content, 8 to 64 hexadecimal digits: part of the file names, so that
 *     the same work done again gives the same names
 * @param sources source file names by {@code EventBlock.source}
 * @param modelTypes the price book's model types by {@code ChargeBlock.modelType}
 * @param overlays the price book's overlays by {@code ChargeBlock.overlay}
 * @param postingMonth the month in which usage of a UTC day is posted: its own, or the open month once its own is locked
 */
public record FactContext(
        long run,
        int bucket,
        String inputHash,
        Directory directory,
        Symbols symbols,
        List<String> sources,
        List<String> modelTypes,
        List<String> overlays,
        Function<LocalDate, YearMonth> postingMonth) {
    public FactContext {
        if (run < 1) {
            throw new IllegalArgumentException("runs are numbered from 1, not " + run);
        }
        if (bucket < 0) {
            throw new IllegalArgumentException("buckets are numbered from 0, not " + bucket);
        }
        if (!inputHash.matches("[0-9a-f]{8,64}")) {
            throw new IllegalArgumentException("\"" + inputHash + "\" is no hash in lower-case hexadecimal");
        }
        sources = List.copyOf(sources);
        modelTypes = List.copyOf(modelTypes);
        overlays = List.copyOf(overlays);
    }
}
