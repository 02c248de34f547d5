package io.reckoner.proxy.log;

import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageFormat;
import io.reckoner.kernel.usage.UsageSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request has ended.
 *
 * @param call who asked for what, where
 * @param reply how it ended
 * @param usage the provider's usage object, verbatim JSON on one line; null where there is none
 * @param tags only keys the operator allows
 */
public record EventLine(Call call, Reply reply, @Nullable String usage, SortedMap<String, String> tags)
        implements LogLine {
    /**
     * The request.
     *
     * @param model {@code vendor/name}, as priced
     * @param requestedModel as the customer named it
     */
    public record Call(
            String id,
            String account,
            String key,
            KeyKind keyKind,
            String provider,
            String model,
            String requestedModel,
            String endpoint,
            UsageFormat format,
            Mode mode,
            int attempt) {}

    /** Whether the reply came in pieces. */
    public enum Mode {
        WHOLE,
        STREAM
    }

    /**
     * The end of the request.
     *
     * @param serviceTier from the reply; null where it names none
     * @param ttftMillis time to the first token; -1 where not measured
     * @param upstreamId the provider's own id; null where there is none
     * @param vendorCostUsd as the provider wrote it; null where it reports none
     */
    public record Reply(
            int status,
            Outcome outcome,
            UsageSource usageSource,
            @Nullable String serviceTier,
            long latencyMillis,
            long ttftMillis,
            @Nullable String upstreamId,
            @Nullable String vendorCostUsd) {}

    public EventLine {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        if ((usage == null) != (reply.usageSource() == UsageSource.NONE)) {
            throw new IllegalArgumentException("usage is given exactly where its source is not none: " + call.id());
        }
        if (usage != null && (usage.indexOf('\n') >= 0 || usage.indexOf('\r') >= 0)) {
            throw new IllegalArgumentException("the usage object must stand on one line: " + call.id());
        }
    }

    @Override
    public String account() {
        return call.account();
    }

    @Override
    public String id() {
        return call.id();
    }

    @Override
    public byte[] text(Instant ts) {
        JsonText text = new JsonText().raw("{\"v\":1");
        member(text, "id", call.id());
        member(text, "ts", Rfc3339.text(ts));
        member(text, "account", call.account());
        member(text, "key", call.key());
        member(text, "key_kind", call.keyKind().code());
        member(text, "provider", call.provider());
        member(text, "model", call.model());
        member(text, "requested_model", call.requestedModel());
        member(text, "endpoint", call.endpoint());
        member(text, "format", call.format().code());
        if (usage != null) {
            text.raw(",\"usage\":").raw(usage);
        }
        member(text, "usage_source", reply.usageSource().code());
        member(text, "service_tier", reply.serviceTier());
        text.raw(",\"stream\":" + (call.mode() == Mode.STREAM));
        text.raw(",\"status\":" + reply.status());
        member(text, "outcome", reply.outcome().code());
        text.raw(",\"attempt\":" + call.attempt());
        text.raw(",\"latency_ms\":" + reply.latencyMillis());
        if (reply.ttftMillis() >= 0) {
            text.raw(",\"ttft_ms\":" + reply.ttftMillis());
        }
        member(text, "upstream_id", reply.upstreamId());
        if (reply.vendorCostUsd() != null) {
            text.raw(",\"vendor_cost_usd\":").raw(reply.vendorCostUsd());
        }
        if (!tags.isEmpty()) {
            String comma = ",\"tags\":{";
            for (var tag : tags.entrySet()) {
                text.raw(comma).string(tag.getKey()).raw(":").string(tag.getValue());
                comma = ",";
            }
            text.raw("}");
        }
        return text.raw("}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void member(JsonText text, String name, @Nullable String value) {
        if (value != null) {
            text.raw(",\"").raw(name).raw("\":").string(value);
        }
    }
}
