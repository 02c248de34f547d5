package io.reckoner.ingest.foreign;

import io.reckoner.kernel.suspense.SuspenseReason;
import java.util.StringJoiner;

/**
 * The disjoint counts of a row of LiteLLM's spend logs. LiteLLM writes all providers' usage in one shape: the prompt
 * contains cached and written, audio and image tokens, the completion contains reasoning, audio and image tokens.
 *
 * <p>{@code prompt 6200, cache_creation 6000, completion 30, reasoning 20} is {@code input 200, cache_write_5m 6000,
 * output 10, reasoning 20}.
 */
record LiteLlmUsage(
        long input,
        long cacheRead,
        long write5m,
        long write1h,
        long output,
        long reasoning,
        long inputAudio,
        long outputAudio,
        long inputImage,
        long outputImage,
        long searches) {
    private static final long LIMIT = 1_000_000_000_000L;

    static LiteLlmUsage of(Cells row) {
        long prompt = count(row, "prompt_tokens");
        long completion = count(row, "completion_tokens");
        String at = row.cell("metadata.usage_object.prompt_tokens").isEmpty()
                ? "metadata.additional_usage_values."
                : "metadata.usage_object.";
        String in = at + "prompt_tokens_details.";
        String out = at + "completion_tokens_details.";
        long read = same(row, in + "cached_tokens", at + "cache_read_input_tokens");
        long written =
                same(row, in + "cache_creation_tokens", in + "cache_write_tokens", at + "cache_creation_input_tokens");
        long hour = count(row, in + "cache_creation_token_details.ephemeral_1h_input_tokens");
        long reasoning = count(row, out + "reasoning_tokens");
        long total = row.cell("total_tokens").isEmpty() ? prompt + completion : count(row, "total_tokens");
        boolean isOutside = reasoning > 0 && total == prompt + completion + reasoning;
        if (total != prompt + completion && !isOutside) {
            throw broken("total_tokens is not prompt_tokens and completion_tokens");
        }
        LiteLlmUsage usage = new LiteLlmUsage(
                prompt - read - written - count(row, in + "audio_tokens") - count(row, in + "image_tokens"),
                read,
                written - hour,
                hour,
                completion
                        - (isOutside ? 0 : reasoning)
                        - count(row, out + "audio_tokens")
                        - count(row, out + "image_tokens"),
                reasoning,
                count(row, in + "audio_tokens"),
                count(row, out + "audio_tokens"),
                count(row, in + "image_tokens"),
                count(row, out + "image_tokens"),
                same(row, at + "server_tool_use.web_search_requests", in + "web_search_requests"));
        if (usage.input < 0 || usage.output < 0 || usage.write5m < 0) {
            throw broken("the parts of the prompt, of the completion or of the cache writes are more than the whole");
        }
        return usage;
    }

    /** Whether nothing was counted. */
    boolean isNothing() {
        return input
                        + cacheRead
                        + write5m
                        + write1h
                        + output
                        + reasoning
                        + inputAudio
                        + outputAudio
                        + inputImage
                        + outputImage
                        + searches
                == 0;
    }

    /** The usage object of dialect {@code generic}; what was not counted is left out. */
    String counts() {
        StringJoiner counts = new StringJoiner(",", "{", "}");
        counts.add("\"input\":" + input);
        add(counts, "cache_read", cacheRead);
        add(counts, "cache_write_5m", write5m);
        add(counts, "cache_write_1h", write1h);
        counts.add("\"output\":" + output);
        add(counts, "reasoning", reasoning);
        add(counts, "input_audio", inputAudio);
        add(counts, "output_audio", outputAudio);
        add(counts, "input_image", inputImage);
        add(counts, "output_image", outputImage);
        add(counts, "web_search", searches);
        return counts.toString();
    }

    private static void add(StringJoiner counts, String name, long count) {
        if (count > 0) {
            counts.add("\"" + name + "\":" + count);
        }
    }

    /** One count under several names: where more than one is above zero, they must agree. */
    private static long same(Cells row, String... names) {
        long found = 0;
        for (String name : names) {
            long count = count(row, name);
            if (count > 0 && found > 0 && count != found) {
                throw broken(name.substring(name.lastIndexOf('.') + 1) + " is told twice and differs");
            }
            found = Math.max(found, count);
        }
        return found;
    }

    static long count(Cells row, String name) {
        return WholeCount.of(name.substring(name.lastIndexOf('.') + 1), row.cell(name), LIMIT);
    }

    private static RowFault broken(String detail) {
        return new RowFault(SuspenseReason.IDENTITY_BROKEN, detail);
    }
}
