package io.reckoner.jobs.cli;

import io.reckoner.jobs.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What Java learns from while {@code reckon warm-up} makes its cache: one process that lives through a demonstration and then
 * takes a price sheet over, in the installation that it leaves behind. Nothing comes from outside.
 */
final class Training {
    /** As many as sheets of others have. */
    private static final int MODELS = 3_000;

    private Training() {}

    /** @param arguments a folder that it may fill */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        String data = folder.resolve("data").toString();
        Path sheet = Files.writeString(folder.resolve("sheet.json"), sheet());
        // Enough traffic that all busy methods show themselves.
        run("demo", "--days", "3", "--customers", "200", "--events-per-day", "60000", "--data", data);
        run("price", "import", sheet.toString(), "--as", "litellm", "--data", data);
        System.exit(0);
    }

    private static void run(String... line) {
        int exit = Reckon.execute(
                line,
                System.getenv(),
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Terminal.ofLauncher(),
                Clock.systemUTC());
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /** Models of LiteLLM's kind, none of them true: chats with a cache and a context tier, embeddings, some with a fault. */
    private static String sheet() {
        List<String> models = new ArrayList<>();
        for (int number = 0; number < MODELS; number++) {
            models.add(String.format(
                    Locale.ROOT,
                    number % 5 == 0
                            ? "\"maker-%1$d/vector-%2$d\":{\"litellm_provider\":\"maker-%1$d\",\"mode\":\"embedding\","
                                    + "\"input_cost_per_token\":%3$de-09,\"output_cost_per_token\":0,"
                                    + "\"output_vector_size\":768}"
                            : "\"maker-%1$d/chat-%2$d\":{\"litellm_provider\":\"maker-%1$d\",\"mode\":\"chat\","
                                    + "\"input_cost_per_token\":%3$de-08,\"output_cost_per_token\":%3$de-07,"
                                    + "\"cache_read_input_token_cost\":%3$de-09,"
                                    + "\"input_cost_per_token_above_200k_tokens\":%3$d.5e-08,"
                                    + "\"output_cost_per_token_batches\":%3$de-08,\"max_tokens\":8192,"
                                    + "\"supports_vision\":true,\"supported_regions\":[\"global\"]}",
                    number % 40,
                    number,
                    number % 70 + 1));
        }
        return "{" + String.join(",\n", models) + "}";
    }
}
