package io.reckoner.ingest.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.usage.Category;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.UsageFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Usage objects of 1,530 real replies, where the folder of traces is handed in: {@code -Dreckon.traces=<folder>}. What a
 * public project extracts from them, in its inclusive counts, must be what our disjoint counts add up to.
 */
@EnabledIfSystemProperty(
        named = "reckon.traces",
        matches = ".+",
        disabledReason = "the folder of traces is not handed in; run with -Dreckon.traces=<folder>")
class RealUsageBodiesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void everyRealBodyIsRead() throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        Path file = Path.of(System.getProperty("reckon.traces"), "real_usage_bodies.jsonl.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                outcomes.merge(read(MAPPER.readTree(line)), 1, Integer::sum);
            }
        }
        assertThat(outcomes)
                .containsOnly(
                        Map.entry("of another dialect", 239),
                        Map.entry("hidden thinking added", 2),
                        Map.entry("as extracted", 1530 - 239 - 2));
    }

    private static String read(JsonNode reply) {
        JsonNode body = reply.get("body");
        JsonNode usage = body.has("usageMetadata") ? body.get("usageMetadata") : body.get("usage");
        String model = reply.path("model").asString("");
        UsageFormat format = format(body, usage, model);
        if (format == null) {
            return "of another dialect";
        }
        String provider = model.startsWith("gemini") ? "google" : "any";
        return switch (UsageReaders.read(usage.toString(), format, provider)) {
            case UsageReaders.Result.Fault fault -> fault + " " + usage;
            case UsageReaders.Result.Counts counts -> compare(format, counts.counts(), reply.get("normalised"), usage);
        };
    }

    private static @Nullable UsageFormat format(JsonNode body, @Nullable JsonNode usage, String model) {
        if (body.has("usageMetadata")) {
            return UsageFormat.GOOGLE_GENERATE;
        }
        if (usage == null || usage.has("inputTokens") || usage.has("billed_units") || isEmbedding(usage)) {
            return null;
        }
        if (usage.has("prompt_tokens")) {
            return UsageFormat.OPENAI_CHAT;
        }
        return usage.has("total_tokens") ? UsageFormat.OPENAI_RESPONSES : UsageFormat.ANTHROPIC_MESSAGES;
    }

    private static boolean isEmbedding(JsonNode usage) {
        return usage.has("prompt_tokens") && !usage.has("completion_tokens");
    }

    /** Their counts are inclusive: input with caches and media, output with reasoning. */
    private static String compare(
            UsageFormat format, Map<Component, Long> counts, JsonNode normalised, JsonNode usage) {
        JsonNode theirs = extraction(format, normalised);
        if (theirs == null) {
            return "not extracted as " + format.code() + ": " + usage;
        }
        String ours = "in %d, out %d, cached %d, reasoning %d"
                .formatted(
                        sum(counts, Category.INPUT),
                        sum(counts, Category.OUTPUT),
                        counts.getOrDefault(Component.CACHE_READ, 0L)
                                + counts.getOrDefault(Component.CACHE_READ_AUDIO, 0L),
                        counts.getOrDefault(Component.REASONING, 0L));
        String expected = "in %d, out %d, cached %d, reasoning %d"
                .formatted(
                        theirs.path("input_tokens").asLong(0),
                        theirs.path("output_tokens").asLong(0),
                        cached(format, theirs, usage),
                        theirs.path("output_reasoning_tokens").asLong(0));
        if (ours.equals(expected)) {
            return "as extracted";
        }
        long hidden = usage.path("total_tokens").asLong(0)
                - usage.path("prompt_tokens").asLong(0)
                - usage.path("completion_tokens").asLong(0);
        return hidden > 0
                        && sum(counts, Category.OUTPUT)
                                == theirs.path("output_tokens").asLong(0) + hidden
                ? "hidden thinking added"
                : ours + " against " + expected + ": " + usage;
    }

    /** Mistral's cached tokens stand where that project does not look. */
    private static long cached(UsageFormat format, JsonNode theirs, JsonNode usage) {
        boolean mistral = format == UsageFormat.OPENAI_CHAT && usage.has("num_cached_tokens");
        return mistral
                ? usage.get("num_cached_tokens").asLong()
                : theirs.path("cache_read_tokens").asLong(0);
    }

    private static long sum(Map<Component, Long> counts, Category category) {
        return counts.entrySet().stream()
                .filter(e -> e.getKey().category() == category)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static @Nullable JsonNode extraction(UsageFormat format, JsonNode normalised) {
        String reader =
                switch (format) {
                    case OPENAI_CHAT -> "openai/chat";
                    case OPENAI_RESPONSES -> "openai/responses";
                    case ANTHROPIC_MESSAGES -> "anthropic/default";
                    case GOOGLE_GENERATE -> "google/default";
                    case OPENAI_EMBEDDINGS, OPENAI_IMAGES, OPENAI_AUDIO, BEDROCK_CONVERSE, COHERE_CHAT, GENERIC ->
                        "none";
                };
        for (JsonNode extraction : normalised) {
            for (JsonNode name : extraction.get("as")) {
                if (name.asString().equals(reader)) {
                    return extraction.get("usage");
                }
            }
        }
        return null;
    }
}
