package io.reckoner.reports.cost;

import java.util.Map;
import java.util.Set;

/**
 * Which usage counts. An empty set lets everything pass; several values of one set are alternatives; different sets must
 * all hold.
 *
 * @param tags tag name to wanted value
 */
public record CostFilter(
        Set<String> accounts, Set<String> keys, Set<String> models, Set<String> providers, Map<String, String> tags) {
    public static final CostFilter NONE = new CostFilter(Set.of(), Set.of(), Set.of(), Set.of(), Map.of());

    public CostFilter {
        accounts = Set.copyOf(accounts);
        keys = Set.copyOf(keys);
        models = Set.copyOf(models);
        providers = Set.copyOf(providers);
        tags = Map.copyOf(tags);
    }
}
