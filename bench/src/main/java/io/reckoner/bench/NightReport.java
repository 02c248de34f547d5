package io.reckoner.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Puts results into a block for {@code docs/benchmarks.md}. */
final class NightReport {
    private static final List<String> STEPS = List.of("decode", "resolve", "check", "settle", "prove");

    private NightReport() {}

    static String of(BenchPlan plan, List<NightResult> results, String arguments) throws IOException {
        StringBuilder out = new StringBuilder();
        out.append("Command: `bench/run ").append(arguments).append("`. ");
        out.append("Commit ")
                .append(System.getProperty("bench.commit", "unknown"))
                .append(". ");
        out.append(System.getProperty("java.vm.vendor")).append(" JDK ");
        out.append(Runtime.version()).append(", ");
        out.append(Runtime.getRuntime().availableProcessors()).append(" cores, ");
        out.append("heap of the night at most ").append(plan.heap()).append(". ");
        out.append("Load of the machine over the last 1, 5 and 15 minutes, at the end: ")
                .append(load())
                .append(".\n\n");
        out.append("| events | JSONL GB | index GB | process | yardstick s (range) | night s (range) | ratio |"
                + " processor s of both | ratio of these | whole process s | peak MB | database MB |\n");
        out.append("|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (NightResult result : results) {
            out.append(row(result, "new", result.cold()));
            out.append(row(result, "warm", result.warm()));
        }
        out.append("\nSteps of the night, median seconds; the rest is taking in and opening:\n\n");
        out.append("| events | process | ").append(String.join(" | ", STEPS)).append(" |\n");
        out.append("|---:|---|").append("---:|".repeat(STEPS.size())).append('\n');
        for (NightResult result : results) {
            out.append(steps(result, "new", result.cold()));
            out.append(steps(result, "warm", result.warm()));
        }
        return out.toString();
    }

    private static String row(NightResult result, String process, List<Measured> nights) {
        long yardstick = median(result.yardsticks(), NightReport::nanos);
        long night = median(nights, NightReport::nanos);
        long yardstickProcessor = median(result.yardsticks(), NightReport::processor);
        long nightProcessor = median(nights, NightReport::processor);
        return String.format(
                Locale.ROOT,
                "| %,d | %.2f | %.2f | %s | %s | %s | %.2f | %.1f, %.1f | %.2f | %.1f | %d | %d |%n",
                result.events(),
                result.bytes() / 1e9,
                result.indexBytes() / 1e9,
                process,
                range(result.yardsticks()),
                range(nights),
                (double) night / yardstick,
                yardstickProcessor / 1e9,
                nightProcessor / 1e9,
                (double) nightProcessor / yardstickProcessor,
                median(nights, Measured::processNanos) / 1e9,
                most(nights, "peak") / 1_000_000,
                most(nights, "database") / 1_000_000);
    }

    private static String steps(NightResult result, String process, List<Measured> nights) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %,d | %s |", result.events(), process));
        for (String step : STEPS) {
            row.append(
                    String.format(Locale.ROOT, " %.1f |", median(nights, night -> night.figure("step-" + step)) / 1e9));
        }
        return row.append('\n').toString();
    }

    private static String range(List<Measured> rounds) {
        return String.format(
                Locale.ROOT,
                "%.1f (%.1f to %.1f)",
                median(rounds, NightReport::nanos) / 1e9,
                rounds.stream().mapToLong(NightReport::nanos).min().orElseThrow() / 1e9,
                rounds.stream().mapToLong(NightReport::nanos).max().orElseThrow() / 1e9);
    }

    private static long nanos(Measured round) {
        return round.figure("nanos");
    }

    private static long processor(Measured round) {
        return round.figure("cpu");
    }

    /** The middle one; of an even number the slower of the two. */
    private static long median(List<Measured> rounds, ToLongFunction<Measured> figure) {
        return rounds.stream().mapToLong(figure).sorted().toArray()[rounds.size() / 2];
    }

    private static long most(List<Measured> rounds, String figure) {
        return rounds.stream().mapToLong(round -> round.figure(figure)).max().orElseThrow();
    }

    private static String load() throws IOException {
        String[] words = Files.readString(Path.of("/proc/loadavg"), StandardCharsets.UTF_8)
                .split(" ");
        return words[0] + ", " + words[1] + ", " + words[2];
    }
}
