package io.reckoner.jobs.cli;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;

/**
 * Makes the cache from which later commands start (JEP 483, 514 and 515): a demonstration and an import of prices are lived
 * through in a process of their own ({@link Training}), and Java keeps which classes it loaded and which methods were busy.
 * Java refuses a cache that does not fit its own build or the jars, and then starts without one.
 */
@Command(
        name = "warm-up",
        description = {
            "Makes a cache of loaded classes and profiles, once after each installation or update of Java.",
            "Commands then start faster, and a night needs less compiling. Results are the same with and without it."
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon warm-up")
final class WarmUpCommand extends Verb {
    /** Where the launcher looks for the cache; it says so only to a Java that can make one. */
    static final String PLACE = "reckon.cache";

    /**
     * What the optimising compiler was given while Java learnt, later processes give it at once. Asked ten times as late as Java
     * would by itself, a fifth of the methods drop out, and with them what they would cost a night.
     */
    private static final List<String> BUSIEST = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    @Override
    protected Exit run(Session session) throws IOException {
        Path cache = place();
        Path growing = cache.resolveSibling(cache.getFileName() + ".growing");
        Path scratch = Files.createTempDirectory("reckon-warm-up");
        Output output = session.output();
        output.note(
                "Living through three days of invented traffic and a price sheet to learn from. Half a minute, more on a busy machine.");
        try {
            train(growing, scratch);
            Files.move(growing, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(growing);
            FileSystemUtils.deleteRecursively(scratch);
        }
        output.say(String.format(
                Locale.ROOT, "Later commands start from %s (%d MB).", cache, Files.size(cache) / 1_000_000));
        return Exit.CLEAN;
    }

    private static Path place() {
        @Nullable String place = System.getProperty(PLACE);
        if (place == null) {
            throw new Refusal("a cache needs Java 25 or newer, started by the launcher; this is Java "
                    + Runtime.version() + ". Install a newer Java, or go without: results are the same.");
        }
        Path folder = Path.of(place).toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder)) {
            throw new Refusal("the cache belongs to " + place + ", where this user may not write."
                    + " Run warm-up as the user who installed Reckoner.");
        }
        return Path.of(place);
    }

    private static void train(Path growing, Path scratch) throws IOException {
        Path log = scratch.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(commandLine(growing, scratch.resolve("training")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RECKON_"));
        Process process = builder.start();
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            if (process.waitFor() != 0 || !Files.exists(growing)) {
                throw new IOException("Java made no cache. The end of what it said:\n" + lastLines(log));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Java learnt", e);
        }
        Runtime.getRuntime().removeShutdownHook(end);
    }

    /** This very Java with its options, so that the cache fits what the launcher starts. */
    private static List<String> commandLine(Path growing, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-XX:AOT"))
                .forEach(command::add);
        command.addAll(BUSIEST);
        command.addAll(List.of(
                "-XX:AOTCacheOutput=" + growing,
                "-cp",
                System.getProperty("java.class.path"),
                Training.class.getName()));
        command.add(folder.toString());
        return command;
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }
}
