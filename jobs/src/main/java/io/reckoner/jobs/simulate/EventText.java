package io.reckoner.jobs.simulate;

import io.reckoner.kernel.usage.Outcome;

/** Writes a request as a line of log format 1. */
final class EventText {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private String dayText = "";
    private long day = Long.MIN_VALUE;

    /** The event of a request, without the line's end. */
    void event(Request request, LineBuffer line) {
        line.clear().raw("{\"v\":1,\"id\":\"");
        id(request, line);
        line.raw("\",\"ts\":\"");
        instant(request.endMicros, line);
        line.raw("\",\"account\":\"").raw(request.customer.account());
        line.raw("\",\"key\":\"").raw(request.key.id());
        line.raw("\",\"key_kind\":\"").raw(request.key.kind().code());
        line.raw("\",\"provider\":\"").raw(request.model.provider());
        line.raw("\",\"model\":\"").raw(request.model.model());
        line.raw("\",\"requested_model\":\"").raw(request.model.model());
        line.raw("\",\"endpoint\":\"").raw(request.model.endpoint());
        line.raw("\",\"format\":\"").raw(request.model.format().code());
        if (request.hasUsage()) {
            line.raw("\",\"usage\":");
            usage(request, line);
            line.raw(",\"usage_source\":\"").raw(request.outcome == Outcome.OK ? "provider" : "estimated");
        } else {
            line.raw("\",\"usage_source\":\"none");
        }
        line.raw("\",\"service_tier\":\"default\",\"stream\":").raw(request.stream ? "true" : "false");
        line.raw(",\"status\":").number(request.status);
        line.raw(",\"outcome\":\"").raw(request.outcome.code());
        line.raw("\",\"attempt\":1,\"latency_ms\":").number(request.latencyMillis);
        line.raw(",\"ttft_ms\":").number(request.ttftMillis);
        line.raw(",\"upstream_id\":\"resp_");
        code(request.serial * 0x9E3779B97F4A7C15L, 12, line);
        line.raw("\",\"tags\":{\"team\":\"").raw(request.team);
        line.raw("\",\"purpose\":\"").raw(request.purpose).raw("\"}}");
    }

    /** The start of a request, written before the upstream is called. */
    void start(Request request, LineBuffer line) {
        line.clear().raw("{\"start\":{\"id\":\"");
        id(request, line);
        line.raw("\",\"ts\":\"");
        instant(request.endMicros - request.latencyMillis * 1000, line);
        line.raw("\",\"account\":\"").raw(request.customer.account());
        line.raw("\",\"key\":\"").raw(request.key.id());
        line.raw("\",\"model\":\"").raw(request.model.model()).raw("\",\"attempt\":1}}");
    }

    private static void usage(Request r, LineBuffer line) {
        switch (r.model.format()) {
            case OPENAI_RESPONSES -> responses(r, line);
            case ANTHROPIC_MESSAGES -> messages(r, line);
            case GOOGLE_GENERATE -> generate(r, line);
            case OPENAI_CHAT, OPENAI_EMBEDDINGS, OPENAI_IMAGES, OPENAI_AUDIO, BEDROCK_CONVERSE, COHERE_CHAT, GENERIC ->
                chat(r, line);
        }
    }

    private static void chat(Request r, LineBuffer line) {
        line.raw("{\"prompt_tokens\":").number(r.input);
        line.raw(",\"completion_tokens\":").number(r.output);
        line.raw(",\"total_tokens\":").number(r.input + r.output);
        line.raw(",\"prompt_tokens_details\":{\"cached_tokens\":").number(r.cached);
        line.raw(",\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":")
                .number(r.reasoning);
        line.raw(",\"audio_tokens\":0,\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}");
    }

    private static void responses(Request r, LineBuffer line) {
        line.raw("{\"input_tokens\":").number(r.input);
        line.raw(",\"input_tokens_details\":{\"cached_tokens\":").number(r.cached);
        line.raw("},\"output_tokens\":").number(r.output);
        line.raw(",\"output_tokens_details\":{\"reasoning_tokens\":").number(r.reasoning);
        line.raw("},\"total_tokens\":").number(r.input + r.output).raw("}");
    }

    private static void messages(Request r, LineBuffer line) {
        line.raw("{\"input_tokens\":").number(r.input - r.cached - r.written);
        line.raw(",\"cache_creation_input_tokens\":").number(r.written);
        line.raw(",\"cache_read_input_tokens\":").number(r.cached);
        line.raw(",\"cache_creation\":{\"ephemeral_5m_input_tokens\":").number(r.written);
        line.raw(",\"ephemeral_1h_input_tokens\":0},\"output_tokens\":").number(r.output);
        line.raw(",\"service_tier\":\"standard\"}");
    }

    private static void generate(Request r, LineBuffer line) {
        line.raw("{\"promptTokenCount\":").number(r.input);
        line.raw(",\"candidatesTokenCount\":").number(r.output - r.reasoning);
        line.raw(",\"thoughtsTokenCount\":").number(r.reasoning);
        line.raw(",\"cachedContentTokenCount\":").number(r.cached);
        line.raw(",\"totalTokenCount\":").number(r.input + r.output);
        line.raw(",\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":")
                .number(r.input)
                .raw("}]}");
    }

    /** {@code evt_}, ten letters of time, ten of the serial number scattered over its range: sortable and unique. */
    private static void id(Request request, LineBuffer line) {
        line.raw("evt_");
        code(request.endMicros, 11, line);
        code(request.serial * 0x9E3779B97F4A7C15L, 13, line);
    }

    private static void code(long value, int letters, LineBuffer line) {
        char[] text = new char[letters];
        long rest = value;
        for (int i = letters - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        line.raw(new String(text));
    }

    private void instant(long micros, LineBuffer line) {
        long second = Math.floorDiv(micros, MICROS_PER_SECOND);
        long ofDay = Math.floorMod(second, 86_400L);
        long dayNumber = Math.floorDiv(second, 86_400L);
        if (dayNumber != day) {
            day = dayNumber;
            dayText = java.time.LocalDate.ofEpochDay(dayNumber) + "T";
        }
        line.raw(dayText).padded(ofDay / 3600, 2).raw(":").padded(ofDay / 60 % 60, 2);
        line.raw(":").padded(ofDay % 60, 2).raw(".");
        line.padded(Math.floorMod(micros, MICROS_PER_SECOND), 6).raw("Z");
    }
}
