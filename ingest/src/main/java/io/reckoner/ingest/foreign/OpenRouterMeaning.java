package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Misfit;
import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of OpenRouter's activity: single generations ({@code generation_id}, …), or the sums of a day for a model and its
 * provider ({@code date}, …). Reasoning is part of the completion, what was read from the cache part of the prompt. What
 * OpenRouter charged is the vendor's cost, unless the key was the operator's own: then a provider charges him, too, and
 * OpenRouter only estimates how much.
 */
final class OpenRouterMeaning implements RowMeaning {
    private static final List<String> OF_A_DAY =
            List.of("date", "model", "usage", "prompt_tokens", "completion_tokens", "reasoning_tokens");
    private static final List<String> OF_A_GENERATION = List.of(
            "generation_id",
            "created_at",
            "cost_total",
            "tokens_prompt",
            "tokens_completion",
            "tokens_reasoning",
            "model_permaslug");

    private final ColumnMapping mapping;
    private boolean daily;

    OpenRouterMeaning(ColumnMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public List<Misfit> misfits(List<String> heading) {
        daily = !heading.contains("generation_id");
        List<Misfit> misfits = new ArrayList<>(Headings.missing(daily ? OF_A_DAY : OF_A_GENERATION, heading));
        misfits.addAll(Headings.misfits(mapping, heading));
        return misfits;
    }

    @Override
    public boolean isDaily() {
        return daily;
    }

    @Override
    public String raw(MappedField field, Cells row) {
        return switch (field) {
            case ID -> row.cell("generation_id");
            case PROVIDER -> "openrouter";
            case MODEL -> model(row);
            case TS,
                    ACCOUNT,
                    KEY,
                    KEY_KIND,
                    REQUESTED_MODEL,
                    ENDPOINT,
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

    private String model(Cells row) {
        String variant = row.cell("variant");
        return daily
                ? row.cell("model")
                : row.cell("model_permaslug") + (variant.isEmpty() || variant.equals("standard") ? "" : ":" + variant);
    }

    @Override
    public boolean write(Cells row, Terms terms, EventText event) {
        String time = daily ? row.cell("date") : row.cell("created_at");
        event.text("ts", Rfc3339.text(daily ? day(time) : instant(time)));
        boolean isCut = Terms.isTrue("cancelled", row.cell("cancelled"));
        event.text("outcome", isCut ? "client_abort" : "ok")
                .json("status", "200")
                .text("format", "generic")
                .text("usage_source", "provider");
        event.json(
                "usage",
                daily
                        ? counts(row, "prompt_tokens", "", "completion_tokens", "reasoning_tokens")
                        : counts(row, "tokens_prompt", "tokens_cached", "tokens_completion", "tokens_reasoning"));
        String own = Terms.number("byok_usage_inference", row.cell("byok_usage_inference"));
        String cost = daily ? "usage" : "cost_total";
        if (own.isEmpty() || new BigDecimal(own).signum() == 0) {
            event.json("vendor_cost_usd", Terms.number(cost, row.cell(cost)));
        }
        event.json("latency_ms", Terms.number("generation_time_ms", row.cell("generation_time_ms")))
                .json("ttft_ms", Terms.number("time_to_first_token_ms", row.cell("time_to_first_token_ms")));
        return true;
    }

    /** The day may be written with a midnight behind it. */
    private static Instant day(String text) {
        boolean isMidnight = text.endsWith(" 00:00:00") || text.endsWith("T00:00:00Z");
        return RowTime.UTC_DAY.read(isMidnight ? text.substring(0, 10) : text);
    }

    private static Instant instant(String text) {
        return text.endsWith("Z") ? RowTime.STANDARD.read(text) : RowTime.UTC_SPACED.read(text);
    }

    private static String counts(Cells row, String prompt, String cached, String completion, String reasoning) {
        long read = cached.isEmpty() ? 0 : count(row, cached);
        long thought = count(row, reasoning);
        long input = count(row, prompt) - read;
        long output = count(row, completion) - thought;
        if (input < 0 || output < 0) {
            throw new RowFault(
                    SuspenseReason.IDENTITY_BROKEN,
                    (input < 0 ? cached + " is more than " + prompt : reasoning + " is more than " + completion));
        }
        return "{\"input\":" + input + (read > 0 ? ",\"cache_read\":" + read : "") + ",\"output\":" + output
                + (thought > 0 ? ",\"reasoning\":" + thought : "") + "}";
    }

    private static long count(Cells row, String column) {
        return WholeCount.of(column, row.cell(column));
    }
}
