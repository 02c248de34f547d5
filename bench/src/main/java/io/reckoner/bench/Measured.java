package io.reckoner.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one process of a benchmark measured.
 *
 * @param figures by name, as it printed them
 * @param processNanos from its start to its end
 */
record Measured(Map<String, Long> figures, long processNanos) {
    private static final String MARK = "measured ";

    /** How a process tells a figure to the one that started it. */
    static void print(String name, long figure) {
        System.out.println(MARK + name + " " + figure);
    }

    long figure(String name) {
        Long figure = figures.get(name);
        if (figure == null) {
            throw new IllegalStateException("the process did not measure " + name);
        }
        return figure;
    }

    /** Runs a class of ours in a process of its own and waits for it. */
    static Measured run(Class<?> main, List<String> jvmOptions, List<Path> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        arguments.forEach(argument -> command.add(argument.toString()));
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Long> figures = new HashMap<>();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> {
                if (line.startsWith(MARK)) {
                    String[] words = line.split(" ");
                    figures.put(words[1], Long.parseLong(words[2]));
                } else {
                    System.out.println(line);
                }
            });
            if (process.waitFor() != 0) {
                throw new IOException(main.getSimpleName() + " failed with exit code " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + main.getSimpleName() + " ran", e);
        } finally {
            process.destroy();
        }
        return new Measured(Map.copyOf(figures), System.nanoTime() - started);
    }
}
