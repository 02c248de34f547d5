package io.reckoner.ingest.foreign;

import io.reckoner.kernel.account.KeyKind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator states about a file. Texts are empty where nothing is stated for the file as a whole.
 *
 * @param source name of the source; with a row's content it makes the id of an event that has none
 * @param keyKind of {@code key}
 * @param model {@code vendor/name}, as priced
 * @param start the instant from which relative times count; not used by files with times of their own
 * @param columns what the columns mean; traces have none to state
 */
public record ForeignMapping(
        String source,
        String account,
        String key,
        Optional<KeyKind> keyKind,
        String provider,
        String model,
        String endpoint,
        Instant start,
        CacheAssumption cache,
        ColumnMapping columns) {
    /** Which input tokens are taken to have been read from a cache. */
    public enum CacheAssumption {
        /** None: what the file itself says. */
        NONE,
        /**
         * Those of leading blocks that occurred in an earlier request, as of a cache without bounds. Only for traces that
         * name their blocks of 512 tokens.
         */
        SEEN_BLOCKS
    }

    public ForeignMapping {
        if (source.isEmpty()) {
            throw new IllegalArgumentException("a foreign file needs a name of its source");
        }
    }

    /** What holds for every row. */
    public Map<MappedField, String> constants() {
        Map<MappedField, String> constants = new EnumMap<>(MappedField.class);
        constants.put(MappedField.ACCOUNT, account);
        constants.put(MappedField.KEY, key);
        keyKind.ifPresent(kind -> constants.put(MappedField.KEY_KIND, kind.code()));
        constants.put(MappedField.PROVIDER, provider);
        constants.put(MappedField.MODEL, model);
        constants.put(MappedField.ENDPOINT, endpoint);
        constants.values().removeIf(String::isEmpty);
        return constants;
    }
}
