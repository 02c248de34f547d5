package io.reckoner.ingest.line;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A line of format 1, put together from raw JSON values: a sound one unless something is changed. */
public final class EventText {
    private final Map<String, String> members = new LinkedHashMap<>();

    private EventText() {}

    /** An event of 100 input and 20 output tokens at noon of 1 March 2026. */
    public static EventText event() {
        EventText text = new EventText();
        text.with("v", "1").with("id", "\"evt_1\"").with("ts", "\"2026-03-01T12:00:00Z\"");
        text.with("account", "\"acct_a\"").with("key", "\"key_a1\"").with("key_kind", "\"payg\"");
        text.with("provider", "\"openai\"").with("model", "\"openai/gpt-5\"");
        text.with("requested_model", "\"gpt-5\"").with("endpoint", "\"/v1/chat/completions\"");
        text.with("format", "\"openai.chat\"");
        text.with("usage", "{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120}");
        text.with("usage_source", "\"provider\"")
                .with("service_tier", "\"default\"")
                .with("stream", "true");
        text.with("status", "200").with("outcome", "\"ok\"").with("attempt", "1");
        text.with("latency_ms", "850").with("ttft_ms", "120").with("upstream_id", "\"resp_9\"");
        return text.with("tags", "{\"team\":\"core\",\"purpose\":\"chat\"}");
    }

    /** Sets a member to this JSON text; an empty text takes it away. */
    public EventText with(String name, String json) {
        if (json.isEmpty()) {
            members.remove(name);
        } else {
            members.put(name, json);
        }
        return this;
    }

    public EventText id(String id) {
        return with("id", "\"" + id + "\"");
    }

    public EventText at(String ts) {
        return with("ts", "\"" + ts + "\"");
    }

    /** The start of the same request. */
    public String start() {
        return "{\"start\":{\"id\":%s,\"ts\":%s,\"account\":%s,\"key\":%s,\"model\":%s,\"attempt\":1}}"
                .formatted(
                        members.get("id"),
                        members.get("ts"),
                        members.get("account"),
                        members.get("key"),
                        members.get("model"));
    }

    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
