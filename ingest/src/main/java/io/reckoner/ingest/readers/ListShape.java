package io.reckoner.ingest.readers;

import io.reckoner.ingest.json.NameTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The lists in usage objects whose entries are told apart by a tag: {@code [{"modality":"AUDIO","tokenCount":5}]}. An
 * entry without a tag, and one whose tag is null, has the first.
 */
enum ListShape {
    /** Google's details. */
    MODALITIES(
            "modality",
            List.of("MODALITY_UNSPECIFIED", "TEXT", "IMAGE", "AUDIO", "VIDEO", "DOCUMENT"),
            List.of("tokenCount"),
            Strangers.REFUSED),
    /** Bedrock's cache writes. */
    LIFETIMES("ttl", List.of("5m", "1h"), List.of("inputTokens"), Strangers.REFUSED),
    /** Anthropic's iterations; those that are no message are not summed. */
    ITERATIONS(
            "type",
            List.of("message"),
            List.of("input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"),
            Strangers.SKIPPED);

    /** What becomes of an entry with another tag. */
    enum Strangers {
        REFUSED,
        SKIPPED
    }

    static final int IMAGE = 2;
    static final int AUDIO = 3;
    static final int VIDEO = 4;
    static final int DOCUMENT = 5;

    static final int FIVE_MINUTES = 0;
    static final int ONE_HOUR = 1;

    static final int MESSAGE = 0;
    static final int ITERATION_INPUT = 0;
    static final int ITERATION_OUTPUT = 1;
    static final int ITERATION_CACHE_READ = 2;
    static final int ITERATION_CACHE_CREATION = 3;

    /** The name of the tag, then those of the counts. */
    final NameTable members;

    final NameTable tags;
    final int tagCount;
    final int counts;
    final Strangers strangers;

    ListShape(String tag, List<String> tags, List<String> counts, Strangers strangers) {
        List<String> names = new ArrayList<>(List.of(tag));
        names.addAll(counts);
        members = new NameTable(names);
        this.tags = new NameTable(tags);
        tagCount = tags.size();
        this.counts = counts.size();
        this.strangers = strangers;
    }
}
