package io.reckoner.jobs.rating.sheet;

import java.time.Instant;
import java.util.Map;

/**
 * What the operator states about a sheet.
 *
 * @param from when its undated prices are to hold from
 * @param providers the providers to take, as the sheet is read, with their names in the book; empty for all, as they are
 */
public record SheetTerms(Instant from, Map<String, String> providers) {
    public SheetTerms {
        providers = Map.copyOf(providers);
    }

    boolean takes(String provider) {
        return providers.isEmpty() || providers.containsKey(provider);
    }

    String named(String provider) {
        return providers.getOrDefault(provider, provider);
    }
}
