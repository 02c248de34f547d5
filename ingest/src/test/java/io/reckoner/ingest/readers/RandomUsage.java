package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.UsageFormat;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Invents disjoint counts and writes the usage object a provider would make of them, with the sums it promises. */
final class RandomUsage {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Random random;
    private final Map<Component, Long> counts = new EnumMap<>(Component.class);
    private final ObjectNode usage = MAPPER.createObjectNode();
    private String provider = "any";

    RandomUsage(UsageFormat format, Random random) {
        this.random = random;
        counts.put(Component.REQUEST, 1L);
        switch (format) {
            case OPENAI_CHAT -> chat();
            case OPENAI_RESPONSES -> responses();
            case OPENAI_EMBEDDINGS -> embeddings();
            case OPENAI_IMAGES -> images();
            case OPENAI_AUDIO -> audio();
            case ANTHROPIC_MESSAGES -> anthropic();
            case GOOGLE_GENERATE -> google();
            case BEDROCK_CONVERSE -> bedrock();
            case COHERE_CHAT -> cohere();
            case GENERIC -> generic();
        }
    }

    Map<Component, Long> counts() {
        return counts;
    }

    ObjectNode usage() {
        return usage;
    }

    String provider() {
        return provider;
    }

    /** An invented count, zero in two cases of five, added to a component. */
    private long count(Component component) {
        long count = random.nextInt(5) < 2 ? 0 : 1 + random.nextInt(100_000);
        if (count > 0) {
            counts.merge(component, count, Long::sum);
        }
        return count;
    }

    /** A count that must be there, even as zero, or may be left out when it is. */
    private void put(ObjectNode node, String name, long count) {
        if (count > 0 || random.nextBoolean()) {
            node.put(name, count);
        }
    }

    private void total(String name, long sum) {
        if (random.nextInt(4) > 0) {
            usage.put(name, sum);
        }
    }

    private void chat() {
        provider = random.nextBoolean() ? "openai" : "xai";
        long input = input("prompt_tokens", "prompt_tokens_details");
        long reasoning = count(Component.REASONING);
        boolean beside = provider.equals("xai") && reasoning > 0;
        long output = output("completion_tokens", "completion_tokens_details", beside ? 0 : reasoning);
        usage.withObject("completion_tokens_details").put("reasoning_tokens", reasoning);
        if (beside) {
            usage.put("total_tokens", input + output + reasoning);
        } else {
            total("total_tokens", input + output);
        }
        put(usage, "num_search_queries", count(Component.WEB_SEARCH));
        put(usage, "citation_tokens", count(Component.INPUT));
    }

    private void responses() {
        boolean realtime = random.nextBoolean();
        long input = input("input_tokens", realtime ? "input_token_details" : "input_tokens_details");
        long reasoning = count(Component.REASONING);
        String details = realtime ? "output_token_details" : "output_tokens_details";
        long output = output("output_tokens", details, reasoning);
        usage.withObject(details).put("reasoning_tokens", reasoning);
        total("total_tokens", input + output);
    }

    private long input(String sum, String details) {
        long text = count(Component.INPUT);
        long audio = count(Component.INPUT_AUDIO);
        long image = count(Component.INPUT_IMAGE);
        long cachedAudio = count(Component.CACHE_READ_AUDIO);
        long cachedImage = count(Component.CACHE_READ);
        long cachedText = count(Component.CACHE_READ);
        long written = count(Component.CACHE_WRITE_5M);
        long input = text + audio + image + cachedAudio + cachedImage + cachedText + written;
        usage.put(sum, input);
        ObjectNode parts = usage.withObject(details);
        put(parts, "audio_tokens", audio + cachedAudio);
        put(parts, "image_tokens", image + cachedImage);
        put(parts, "cached_tokens", cachedText + cachedAudio + cachedImage);
        put(parts, "cache_write_tokens", written);
        ObjectNode cached = parts.withObject("cached_tokens_details");
        put(cached, "audio_tokens", cachedAudio);
        put(cached, "image_tokens", cachedImage);
        put(cached, "text_tokens", cachedText);
        return input;
    }

    private long output(String sum, String details, long inside) {
        long audio = count(Component.OUTPUT_AUDIO);
        long image = count(Component.OUTPUT_IMAGE);
        long output = count(Component.OUTPUT) + audio + image + inside;
        usage.put(sum, output);
        put(usage.withObject(details), "audio_tokens", audio);
        put(usage.withObject(details), "image_tokens", image);
        return output;
    }

    private void embeddings() {
        long image = count(Component.INPUT_IMAGE);
        long cached = count(Component.CACHE_READ);
        long input = count(Component.INPUT) + image + cached;
        put(usage.withObject("prompt_tokens_details"), "image_tokens", image);
        put(usage.withObject("prompt_tokens_details"), "cached_tokens", cached);
        usage.put("prompt_tokens", input);
        total("total_tokens", input);
    }

    private void images() {
        long text = count(Component.INPUT);
        long image = count(Component.INPUT_IMAGE);
        long outputText = count(Component.OUTPUT);
        long outputImage = count(Component.OUTPUT_IMAGE);
        usage.put("input_tokens", text + image).put("output_tokens", outputText + outputImage);
        usage.withObject("input_tokens_details").put("text_tokens", text).put("image_tokens", image);
        usage.withObject("output_tokens_details").put("text_tokens", outputText);
        put(usage.withObject("output_tokens_details"), "image_tokens", outputImage);
        total("total_tokens", text + image + outputText + outputImage);
    }

    private void audio() {
        if (random.nextInt(3) == 0) {
            long micros = 1 + random.nextInt(1_000_000_000);
            usage.put("type", "duration").put("seconds", BigDecimal.valueOf(micros, 6));
            counts.put(Component.SECONDS, micros);
            return;
        }
        if (random.nextBoolean()) {
            speech();
        } else {
            transcription();
        }
    }

    private void speech() {
        long text = count(Component.INPUT);
        long output = count(Component.OUTPUT_AUDIO);
        usage.put("input_tokens", text).put("output_tokens", output);
        total("total_tokens", text + output);
    }

    /** What is heard may be left to be found: it is all that the details do not name otherwise. */
    private void transcription() {
        long text = count(Component.INPUT);
        long image = count(Component.INPUT_IMAGE);
        long cachedText = count(Component.CACHE_READ);
        long cachedAudio = count(Component.CACHE_READ_AUDIO);
        long heard = count(Component.INPUT_AUDIO) + cachedAudio;
        long input = text + image + cachedText + heard;
        long output = count(Component.OUTPUT);
        usage.put("type", "tokens").put("input_tokens", input).put("output_tokens", output);
        ObjectNode parts = usage.withObject("input_token_details").put("text_tokens", text + cachedText);
        put(parts, "audio_tokens", heard);
        put(parts, "image_tokens", image);
        put(parts, "cached_tokens", cachedText + cachedAudio);
        ObjectNode cached = parts.withObject("cached_tokens_details");
        put(cached, "audio_tokens", cachedAudio);
        put(cached, "text_tokens", cachedText);
        put(usage, "seconds", 0);
        total("total_tokens", input + output);
    }

    private void anthropic() {
        long fiveMinutes = count(Component.CACHE_WRITE_5M);
        long unsplit = count(Component.CACHE_WRITE_5M);
        long oneHour = count(Component.CACHE_WRITE_1H);
        long thinking = count(Component.REASONING);
        usage.put("input_tokens", count(Component.INPUT));
        usage.put("output_tokens", count(Component.OUTPUT) + thinking);
        put(usage, "cache_read_input_tokens", count(Component.CACHE_READ));
        put(usage, "cache_creation_input_tokens", fiveMinutes + unsplit + oneHour);
        put(usage.withObject("cache_creation"), "ephemeral_5m_input_tokens", fiveMinutes);
        put(usage.withObject("cache_creation"), "ephemeral_1h_input_tokens", oneHour);
        put(usage.withObject("output_tokens_details"), "thinking_tokens", thinking);
        put(usage.withObject("server_tool_use"), "web_search_requests", count(Component.WEB_SEARCH));
        put(usage.withObject("server_tool_use"), "web_fetch_requests", count(Component.TOOL_CALL));
    }

    private void google() {
        long text = count(Component.INPUT);
        long audio = count(Component.INPUT_AUDIO);
        long document = count(Component.INPUT_IMAGE);
        long cachedText = count(Component.CACHE_READ);
        long cachedAudio = count(Component.CACHE_READ_AUDIO);
        long cached = cachedText + cachedAudio;
        long prompt = text + audio + document + cached;
        long image = count(Component.OUTPUT_IMAGE);
        long candidates = count(Component.OUTPUT) + image;
        long thoughts = count(Component.REASONING);
        long tools = count(Component.INPUT);
        usage.put("promptTokenCount", prompt);
        put(usage, "candidatesTokenCount", candidates);
        put(usage, "thoughtsTokenCount", thoughts);
        put(usage, "toolUsePromptTokenCount", tools);
        put(usage, "cachedContentTokenCount", cached);
        detail("promptTokensDetails", "AUDIO", audio + cachedAudio);
        detail("promptTokensDetails", "DOCUMENT", document);
        detail("cacheTokensDetails", "AUDIO", cachedAudio);
        detail("candidatesTokensDetails", "IMAGE", image);
        total("totalTokenCount", prompt + candidates + thoughts + tools);
    }

    private void detail(String list, String modality, long count) {
        if (count > 0) {
            usage.withArray(list).addObject().put("modality", modality).put("tokenCount", count);
        }
    }

    private void bedrock() {
        long input = count(Component.INPUT);
        long output = count(Component.OUTPUT);
        long read = count(Component.CACHE_READ);
        long oneHour = count(Component.CACHE_WRITE_1H);
        long written = count(Component.CACHE_WRITE_5M) + oneHour;
        usage.put("inputTokens", input).put("outputTokens", output);
        twins("cacheReadInputTokens", "cacheReadInputTokenCount", read);
        twins("cacheWriteInputTokens", "cacheWriteInputTokenCount", written);
        usage.withArray("cacheDetails").addObject().put("ttl", "1h").put("inputTokens", oneHour);
        total("totalTokens", input + output + read + written);
    }

    private void twins(String name, String twin, long count) {
        usage.put(name, count);
        if (random.nextBoolean()) {
            usage.put(twin, count);
        }
    }

    private void cohere() {
        ObjectNode billed = usage.withObject("billed_units");
        billed.put("input_tokens", count(Component.INPUT));
        put(billed, "output_tokens", count(Component.OUTPUT));
        put(billed, "image_tokens", count(Component.INPUT_IMAGE));
        put(billed, "search_units", count(Component.SEARCH_UNITS));
        put(billed, "audio_seconds", 0);
    }

    private void generic() {
        usage.put("output", count(Component.OUTPUT));
        put(usage, "input", count(Component.INPUT));
        put(usage, "images", count(Component.IMAGES));
        put(usage, "search_units", count(Component.SEARCH_UNITS));
    }
}
