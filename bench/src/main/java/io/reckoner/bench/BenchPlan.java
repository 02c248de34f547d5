package io.reckoner.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param millions sizes of the night, in millions of events
 * @param rounds how often yardstick and night follow each other
 * @param indexDays earlier days that the sameness index remembers, each with as many events as the night
 * @param heap greatest heap of the night, as {@code -Xmx} takes it
 * @param folder where events, installations and results lie; what is there is used again
 */
record BenchPlan(List<Integer> millions, int rounds, int indexDays, String heap, Path folder) {
    static final LocalDate DAY = LocalDate.parse("2026-03-03");
    static final int CUSTOMERS = 2_000;
    static final int PROXIES = 4;
    static final int BUCKETS = 16;
    static final int THREADS = 2;

    static final String USAGE =
            """
            Usage: bench/run [MILLIONS]... [--rounds N] [--index-days N] [--heap SIZE] [--folder FOLDER]
                   bench/run dialects [ROUNDS]   decoding an event of each dialect beside one of openai.chat

              MILLIONS      millions of events of the night, such as 1 5 10 (default: 1)
              --rounds      rounds of yardstick and night, one after the other (default: 3)
              --index-days  earlier days in the sameness index; each takes about 31 bytes an event (default: 35)
              --heap        greatest heap of the night (default: 1g)
              --folder      where events and installations are kept (default: bench/target/night)
            """;

    BenchPlan {
        millions = List.copyOf(millions);
        if (rounds < 1 || indexDays < 0 || millions.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("sizes and rounds must be at least 1, index days at least 0");
        }
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    static BenchPlan of(List<String> arguments) {
        List<Integer> millions = new ArrayList<>();
        int rounds = 3;
        int indexDays = 35;
        String heap = "1g";
        Path folder = Path.of("bench/target/night");
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--rounds" -> rounds = Integer.parseInt(value(arguments, ++i));
                case "--index-days" -> indexDays = Integer.parseInt(value(arguments, ++i));
                case "--heap" -> heap = value(arguments, ++i);
                case "--folder" -> folder = Path.of(value(arguments, ++i));
                default -> millions.add(Integer.parseInt(arguments.get(i)));
            }
        }
        return new BenchPlan(
                millions.isEmpty() ? List.of(1) : millions,
                rounds,
                indexDays,
                heap,
                folder.toAbsolutePath().normalize());
    }

    private static String value(List<String> arguments, int at) {
        if (at == arguments.size()) {
            throw new IllegalArgumentException(arguments.get(at - 1) + " needs a value");
        }
        return arguments.get(at);
    }
}
