package io.reckoner.kernel.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every version of every plan a run has pinned. */
public final class PlanCatalogue {
    private record Key(String code, int version) {}

    private final Map<Key, Plan> plans = new HashMap<>();
    private final List<Plan> sorted;

    private PlanCatalogue(List<Plan> plans) {
        List<Plan> copy = new ArrayList<>(plans);
        copy.sort(Comparator.comparing(Plan::code).thenComparingInt(Plan::version));
        this.sorted = List.copyOf(copy);
        for (Plan plan : sorted) {
            if (this.plans.put(new Key(plan.code(), plan.version()), plan) != null) {
                throw new IllegalArgumentException("plan " + plan.label() + " occurs twice");
            }
        }
    }

    /**
     * A catalogue of these versions, in any order.
     *
     * @throws IllegalArgumentException when a version occurs twice
     */
    public static PlanCatalogue of(List<Plan> plans) {
        return new PlanCatalogue(plans);
    }

    /** The plans a new installation starts with. */
    public static PlanCatalogue shipped() {
        return ShippedPlans.catalogue();
    }

    /** Every version, by code, then version. */
    public List<Plan> plans() {
        return sorted;
    }

    public Optional<Plan> find(String code, int version) {
        return Optional.ofNullable(plans.get(new Key(code, version)));
    }

    /** The newest version of a plan. */
    public Optional<Plan> newest(String code) {
        return sorted.stream().filter(plan -> plan.code().equals(code)).reduce((older, newer) -> newer);
    }

    /**
     * The version a cycle was bought under.
     *
     * @throws IllegalArgumentException when it is not in the catalogue
     */
    public Plan planOf(Cycle cycle) {
        return find(cycle.planCode(), cycle.planVersion())
                .orElseThrow(() -> new IllegalArgumentException("cycle " + cycle.id() + " names plan "
                        + cycle.planCode() + "@" + cycle.planVersion() + ", which is not among the plans of this run"));
    }
}
