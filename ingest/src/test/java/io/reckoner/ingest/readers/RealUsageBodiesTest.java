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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Usage objects of 1,530 real replies, where the folder of traces is handed in: {@code -Dreckon.traces=<folder>}. What a
 * public project extracts from them, in its inclusive counts, must be what our disjoint counts add up to. Where the two
 * differ the case has a name here, and its reason in decision 0146.
 */
@EnabledIfSystemProperty(
        named = "reckon.traces",
        matches = ".+",
        disabledReason = "the folder of traces is not handed in; run with -Dreckon.traces=<folder>")
class RealUsageBodiesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Video is image to us, cached image is cache. */
    private static final String UNCACHED_IMAGE = "image and video that was not cached";

    private static List<JsonNode> replies() throws IOException {
        List<JsonNode> replies = new ArrayList<>();
        Path file = Path.of(System.getProperty("reckon.traces"), "real_usage_bodies.jsonl.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                replies.add(MAPPER.readTree(line));
            }
        }
        return replies;
    }

    @Test
    void everyRealBodyIsReadAndAddsUpToWhatIsExtractedFromIt() throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (JsonNode reply : replies()) {
            Reply read = Reply.of(reply);
            outcomes.merge(read.format().code() + ": " + compare(read), 1, Integer::sum);
        }
        assertThat(outcomes)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("anthropic.messages: the same", 225),
                        Map.entry("bedrock.converse: the same", 219),
                        Map.entry("cohere.chat: the same", 17),
                        Map.entry("google.generate: the same", 450),
                        Map.entry("openai.chat: the same", 334),
                        Map.entry("openai.chat: cached tokens stand at top level", 29),
                        Map.entry("openai.chat: hidden thinking is output", 2),
                        Map.entry("openai.embeddings: the same", 3),
                        Map.entry("openai.responses: the same", 251)));
    }

    /** A body, the dialect a proxy would call it, and what our reader makes of it. */
    private record Reply(UsageFormat format, JsonNode usage, UsageReaders.Result result, JsonNode normalised) {
        static Reply of(JsonNode reply) {
            JsonNode body = reply.get("body");
            JsonNode usage = body.has("usageMetadata")
                    ? body.get("usageMetadata")
                    : body.has("meta") ? body.get("meta") : body.get("usage");
            UsageFormat format = format(usage);
            String provider = reply.path("model").asString("").startsWith("gemini") ? "google" : "any";
            return new Reply(
                    format, usage, UsageReaders.read(usage.toString(), format, provider), reply.get("normalised"));
        }

        private static UsageFormat format(JsonNode usage) {
            if (usage.has("promptTokenCount")) {
                return UsageFormat.GOOGLE_GENERATE;
            } else if (usage.has("inputTokens")) {
                return UsageFormat.BEDROCK_CONVERSE;
            } else if (usage.has("billed_units")) {
                return UsageFormat.COHERE_CHAT;
            } else if (usage.has("prompt_tokens")) {
                return usage.has("completion_tokens") ? UsageFormat.OPENAI_CHAT : UsageFormat.OPENAI_EMBEDDINGS;
            }
            return usage.has("total_tokens") ? UsageFormat.OPENAI_RESPONSES : UsageFormat.ANTHROPIC_MESSAGES;
        }

        /** The readers of that project for this dialect. */
        private List<String> readers() {
            return switch (format) {
                case OPENAI_CHAT -> List.of("openai/chat");
                case OPENAI_RESPONSES -> List.of("openai/responses");
                case OPENAI_EMBEDDINGS -> List.of("openai/embeddings");
                case ANTHROPIC_MESSAGES -> List.of("anthropic/default");
                case GOOGLE_GENERATE -> List.of("google/default");
                case BEDROCK_CONVERSE -> List.of("aws/default");
                case COHERE_CHAT -> List.of("cohere/default", "cohere/embeddings");
                case OPENAI_IMAGES, OPENAI_AUDIO, GENERIC -> List.of();
            };
        }

        /** What that project extracts; missing if it reads no such body. */
        JsonNode extraction() {
            for (JsonNode extraction : normalised) {
                for (JsonNode name : extraction.get("as")) {
                    if (readers().contains(name.asString())) {
                        return extraction.get("usage");
                    }
                }
            }
            return MAPPER.missingNode();
        }

        /** Our counts put together as theirs are: input with caches and media, output with reasoning. */
        Map<String, Long> ours() {
            Map<Component, Long> counts = ((UsageReaders.Result.Counts) result).counts();
            Map<String, Long> ours = new LinkedHashMap<>();
            ours.put("input_tokens", sum(counts, Category.INPUT));
            ours.put("output_tokens", sum(counts, Category.OUTPUT));
            ours.put("cache_read_tokens", sum(counts, Component.CACHE_READ, Component.CACHE_READ_AUDIO));
            ours.put("cache_write_tokens", sum(counts, Component.CACHE_WRITE_5M, Component.CACHE_WRITE_1H));
            ours.put("output_reasoning_tokens", sum(counts, Component.REASONING));
            ours.put("input_audio_tokens", sum(counts, Component.INPUT_AUDIO, Component.CACHE_READ_AUDIO));
            ours.put("cache_audio_read_tokens", sum(counts, Component.CACHE_READ_AUDIO));
            ours.put("output_image_tokens", sum(counts, Component.OUTPUT_IMAGE));
            ours.put("web_searches", sum(counts, Component.WEB_SEARCH));
            ours.put(UNCACHED_IMAGE, sum(counts, Component.INPUT_IMAGE));
            return ours;
        }

        private static long sum(Map<Component, Long> counts, Component... of) {
            long sum = 0;
            for (Component component : of) {
                sum += counts.getOrDefault(component, 0L);
            }
            return sum;
        }

        private static long sum(Map<Component, Long> counts, Category category) {
            return counts.entrySet().stream()
                    .filter(e -> e.getKey().category() == category)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    private static String compare(Reply reply) {
        JsonNode theirs = reply.extraction();
        if (reply.result() instanceof UsageReaders.Result.Fault fault) {
            return fault + " " + reply.usage();
        } else if (theirs.isMissingNode()) {
            return "not extracted " + reply.usage();
        }
        Map<String, Long> differences = new TreeMap<>();
        reply.ours().forEach((name, count) -> {
            long more = count - count(theirs, name);
            if (more != 0) {
                differences.put(name, more);
            }
        });
        return differences.isEmpty() ? "the same" : named(reply.usage(), differences);
    }

    private static long count(JsonNode theirs, String name) {
        return name.equals(UNCACHED_IMAGE)
                ? count(theirs, "input_image_tokens")
                        + count(theirs, "input_video_tokens")
                        - count(theirs, "cache_image_read_tokens")
                        - count(theirs, "cache_video_read_tokens")
                : theirs.path(name).asLong(0);
    }

    /** The name of a difference that decision 0146 gives a reason for; else all there is to see. */
    private static String named(JsonNode usage, Map<String, Long> differences) {
        long hidden = usage.path("total_tokens").asLong(0)
                - usage.path("prompt_tokens").asLong(0)
                - usage.path("completion_tokens").asLong(0);
        if (hidden > 0 && differences.equals(Map.of("output_tokens", hidden))) {
            return "hidden thinking is output";
        }
        for (String elsewhere : List.of("num_cached_tokens", "cached_tokens")) {
            if (differences.equals(
                    Map.of("cache_read_tokens", usage.path(elsewhere).asLong(0)))) {
                return "cached tokens stand at top level";
            }
        }
        return differences + " " + usage;
    }
}
