package io.reckoner.ingest.foreign;

import io.reckoner.kernel.suspense.SuspenseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The usage object of a row of LiteLLM's spend logs, in the dialect {@code openai.chat}: in the shape in which LiteLLM
 * writes all providers' usage the prompt contains cached and written, audio, image and video tokens, the completion
 * contains reasoning, audio, image and video tokens. What that dialect promises of its sums is judged by its reader.
 *
 * <p>The wholes are the row's own columns. The parts are in {@code metadata}, in the usage object or beside it, under the
 * names of a chat or of a response: told twice they must agree.
 */
final class LiteLlmUsage {
    private static final List<String> PLACES = List.of("metadata.usage_object.", "metadata.additional_usage_values.");
    private static final List<String> INPUT_DETAILS =
            List.of("prompt_tokens_details.", "input_tokens_details.", "input_token_details.");
    private static final List<String> OUTPUT_DETAILS =
            List.of("completion_tokens_details.", "output_tokens_details.", "output_token_details.");

    /** Counts beside the sums, which keep their names. */
    private static final List<String> BESIDE =
            List.of("citation_tokens", "num_search_queries", "num_sources_used", "reasoning_tokens");

    private final Cells row;
    private final Map<String, String> input = new TreeMap<>();
    private final Map<String, String> output = new TreeMap<>();
    private final Map<String, String> members = new TreeMap<>();
    private boolean nothing = true;

    private LiteLlmUsage(Cells row) {
        this.row = row;
    }

    /**
     * Reads a row.
     *
     * @throws RowFault where a count is none, or is told twice and differs
     */
    static LiteLlmUsage of(Cells row) {
        LiteLlmUsage usage = new LiteLlmUsage(row);
        for (String whole : List.of("prompt_tokens", "completion_tokens", "total_tokens")) {
            usage.put(
                    usage.members,
                    whole,
                    usage.same(List.of(whole)),
                    row.cell(whole).isEmpty());
        }
        usage.part(usage.input, "cached_tokens", INPUT_DETAILS, "cached_tokens", "cache_read_input_tokens");
        usage.part(
                usage.input,
                "cache_write_tokens",
                INPUT_DETAILS,
                "cache_write_tokens|cache_creation_tokens",
                "cache_creation_input_tokens");
        for (String modality : List.of("audio_tokens", "image_tokens", "video_tokens")) {
            usage.part(usage.input, modality, INPUT_DETAILS, modality, "");
            usage.part(usage.output, modality, OUTPUT_DETAILS, modality, "");
        }
        usage.part(usage.output, "reasoning_tokens", OUTPUT_DETAILS, "reasoning_tokens|thinking_tokens", "");
        BESIDE.forEach(name -> usage.part(usage.members, name, List.of(), "", name));
        usage.split();
        usage.searches();
        return usage;
    }

    /** Whether nothing was counted. */
    boolean isNothing() {
        return nothing;
    }

    /** The usage object; what was not counted is left out. */
    String json() {
        put(members, "prompt_tokens_details", input);
        put(members, "completion_tokens_details", output);
        return EventText.object(members);
    }

    /** A part, under its names within the details and beside them. */
    private void part(Map<String, String> into, String name, List<String> details, String within, String beside) {
        List<String> names = new ArrayList<>();
        for (String place : PLACES) {
            for (String object : details) {
                for (String one : within.split("\\|")) {
                    names.add(place + object + one);
                }
            }
            if (!beside.isEmpty()) {
                names.add(place + beside);
            }
        }
        long count = same(names);
        put(into, name, count, count == 0);
    }

    /** What was written for an hour. */
    private void split() {
        Map<String, String> hour = new TreeMap<>();
        part(
                hour,
                "ephemeral_1h_input_tokens",
                INPUT_DETAILS,
                "cache_creation_token_details.ephemeral_1h_input_tokens",
                "cache_creation.ephemeral_1h_input_tokens");
        put(input, "cache_creation_token_details", hour);
    }

    private void searches() {
        Map<String, String> searches = new TreeMap<>();
        part(
                searches,
                "web_search_requests",
                INPUT_DETAILS,
                "web_search_requests",
                "server_tool_use.web_search_requests");
        put(members, "server_tool_use", searches);
    }

    private void put(Map<String, String> into, String name, long count, boolean isAbsent) {
        if (!isAbsent) {
            into.put(name, Long.toString(count));
            nothing &= count == 0;
        }
    }

    private static void put(Map<String, String> into, String name, Map<String, String> object) {
        if (!object.isEmpty()) {
            into.put(name, EventText.object(object));
        }
    }

    /** One count under several names: where more than one is above zero, they must agree. */
    private long same(List<String> names) {
        long found = 0;
        for (String path : names) {
            String name = path.substring(path.lastIndexOf('.') + 1);
            long count = WholeCount.of(name, row.cell(path));
            if (count > 0 && found > 0 && count != found) {
                throw new RowFault(SuspenseReason.IDENTITY_BROKEN, name + " is told twice and differs");
            }
            found = Math.max(found, count);
        }
        return found;
    }
}
