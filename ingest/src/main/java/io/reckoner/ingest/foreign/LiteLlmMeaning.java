package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Misfit;
import io.reckoner.ingest.line.Rfc3339;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rows of LiteLLM's spend logs. An event ends at {@code endTime}; its counts are in {@link LiteLlmUsage}. {@code spend} is
 * LiteLLM's own rating, no provider's figure: it stays in the file.
 */
final class LiteLlmMeaning implements RowMeaning {
    /** Parts, answers from the cache and failures decide the price as much as the sums do. */
    private static final List<String> NEEDED = List.of(
            "request_id",
            "startTime",
            "endTime",
            "model",
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "metadata",
            "cache_hit",
            "status");

    /** Members that hold prompts and replies where LiteLLM is told to keep them. */
    private static final List<String> TALK = List.of("messages", "response", "proxy_server_request");

    private static final Pattern STATUS = Pattern.compile("[1-9][0-9]{2}");
    private static final Pattern UTC = Pattern.compile("(Z|\\+00(:?00)?)$");
    private static final int TIMEOUT = 408;

    private final ColumnMapping mapping;
    private final FlatJson json = new FlatJson();

    LiteLlmMeaning(ColumnMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public List<Misfit> misfits(List<String> heading) {
        List<Misfit> misfits = new ArrayList<>(Headings.missing(NEEDED, heading));
        List<String> known = new ArrayList<>(heading);
        Stream.concat(mapping.columns().values().stream(), mapping.tags().values().stream())
                .filter(column -> column.startsWith("metadata."))
                .forEach(known::add);
        misfits.addAll(Headings.misfits(mapping, known));
        return misfits;
    }

    @Override
    public String raw(MappedField field, Cells row) {
        return switch (field) {
            case ID -> row.cell("request_id");
            case KEY -> row.cell("api_key");
            case PROVIDER -> row.cell("custom_llm_provider");
            case MODEL -> row.cell("model");
            case REQUESTED_MODEL -> row.cell("model_group");
            case ENDPOINT -> row.cell("call_type");
            case TS,
                    ACCOUNT,
                    KEY_KIND,
                    STATUS,
                    OUTCOME,
                    USAGE_SOURCE,
                    SERVICE_TIER,
                    STREAM,
                    ATTEMPT,
                    LATENCY_MS,
                    TTFT_MS,
                    UPSTREAM_ID,
                    VENDOR_COST_USD -> "";
        };
    }

    /** A model without vendor is the provider's: {@code gpt-4o} of {@code openai} is {@code openai/gpt-4o}. */
    @Override
    public String unmapped(MappedField field, String raw, Cells row) {
        String provider = row.cell("custom_llm_provider");
        boolean bare = field == MappedField.MODEL && !raw.isEmpty() && !raw.contains("/") && !provider.isEmpty();
        return bare ? provider + "/" + raw : raw;
    }

    @Override
    public boolean write(Cells row, Terms terms, EventText event) {
        requireWholes(row);
        LiteLlmUsage usage = LiteLlmUsage.of(row);
        boolean isFailed = row.cell("status").equals("failure")
                || row.cell("metadata.status").equals("failure");
        if (isFailed && usage.isNothing() && row.cell("api_key").isEmpty()) {
            return false;
        }
        Instant end = time(row, "endTime");
        Instant start = time(row, "startTime");
        event.text("ts", Rfc3339.text(end)).text("format", "openai.chat");
        if (!start.isAfter(end)) {
            event.json("latency_ms", Long.toString(Duration.between(start, end).toMillis()));
        }
        outcome(row, isFailed, event);
        boolean isCached = Terms.isTrue("cache_hit", row.cell("cache_hit"));
        if (isCached || isFailed && usage.isNothing()) {
            event.text("usage_source", "none");
        } else if (usage.isNothing()) {
            throw RowFault.field("the row counts no tokens; what its call_type bills by is not in spend logs");
        } else {
            event.text("usage_source", "provider").json("usage", usage.json());
        }
        return true;
    }

    /** Rows of JSON have no heading that could lack them. */
    private static void requireWholes(Cells row) {
        for (String whole : List.of("prompt_tokens", "total_tokens")) {
            if (row.cell(whole).isEmpty()) {
                throw RowFault.field(whole + " is missing; export the row with all its columns");
            }
        }
    }

    private static void outcome(Cells row, boolean isFailed, EventText event) {
        String code = row.cell("metadata.error_information.error_code");
        int status = !isFailed ? 200 : STATUS.matcher(code).matches() ? Integer.parseInt(code) : 0;
        boolean isLate = status == TIMEOUT
                || row.cell("metadata.error_information.error_class").endsWith("Timeout");
        event.text("outcome", !isFailed ? "ok" : isLate ? "timeout" : "upstream_error")
                .json("status", Integer.toString(status));
    }

    private static Instant time(Cells row, String column) {
        String text = row.cell(column);
        boolean isSpaced = text.length() > 10 && text.charAt(10) == ' ';
        String bare = UTC.matcher(text).replaceFirst("");
        return isSpaced || bare.equals(text)
                ? RowTime.UTC_SPACED.read(bare.replace('T', ' '))
                : RowTime.STANDARD.read(text);
    }

    /** A CSV cell, or a text in JSON lines, may hold the metadata as one JSON object. */
    @Override
    public Cells opened(Cells row) {
        refuseTalkAndSecrets(row);
        String text = row.cell("metadata");
        if (!text.startsWith("{")) {
            return row;
        }
        Map<String, String> metadata = json.readInner(text);
        Map<String, String> named = new HashMap<>();
        metadata.forEach((name, value) -> named.put("metadata." + name, value));
        return column -> named.getOrDefault(column, row.cell(column));
    }

    private static void refuseTalkAndSecrets(Cells row) {
        for (String member : TALK) {
            String text = row.cell(member);
            if (!List.of("", "{}", "[]", "\"{}\"", "\"[]\"").contains(text)) {
                throw new UnfitFile("it holds prompts or replies in \"" + member
                        + "\", which have no place in a usage log. Export it without messages, response and"
                        + " proxy_server_request.");
            }
        }
        if (row.cell("api_key").startsWith("sk-")) {
            throw new UnfitFile(
                    "it holds API keys in clear in \"api_key\"; LiteLLM logs their hashes. Find out who wrote"
                            + " this file, and withdraw those keys.");
        }
    }
}
