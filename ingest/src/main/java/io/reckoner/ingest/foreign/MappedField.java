package io.reckoner.ingest.foreign;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The members of an event that a mapping may name a column or a constant for. */
public enum MappedField {
    TS,
    ID,
    ACCOUNT,
    KEY,
    KEY_KIND,
    PROVIDER,
    MODEL,
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
    VENDOR_COST_USD;

    /** The name in mappings and in format 1. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this {@link #code}, if there is one. */
    public static Optional<MappedField> byCode(String code) {
        return Arrays.stream(values()).filter(f -> f.code().equals(code)).findFirst();
    }
}
