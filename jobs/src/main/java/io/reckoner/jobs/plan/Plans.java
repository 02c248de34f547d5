package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Acts on plans, within the transaction of the {@code JdbcClient} given. */
public final class Plans {
    private final PlanTable plans;
    private final ActTable acts;
    private final TurnTable turns;

    public Plans(JdbcClient jdbc) {
        this.plans = new PlanTable(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Adds the plans a new installation starts with, those of them that are missing.
     *
     * @return how many were
     */
    public int addShipped(Act act) {
        TurnTable.Turn turn = turns.take();
        int before = plans.catalogue().plans().size();
        plans.add(PlanCatalogue.shipped(), turn.now(), act);
        int added = plans.catalogue().plans().size() - before;
        if (added > 0) {
            acts.add(act, turn.now(), "init", "plans", added + " shipped plans");
        }
        return added;
    }

    /**
     * Adds a version of each of these plans that differs from the newest there is.
     *
     * @param wanted of whatever version
     * @return the versions added
     */
    public List<Plan> add(List<Plan> wanted, Act act) {
        TurnTable.Turn turn = turns.take();
        PlanCatalogue catalogue = plans.catalogue();
        List<Plan> added = new ArrayList<>();
        for (Plan plan : wanted) {
            Optional<Plan> newest = catalogue.newest(plan.code());
            int version = newest.map(Plan::version).orElse(0);
            if (newest.isEmpty() || !numbered(plan, 1).equals(numbered(newest.get(), 1))) {
                added.add(numbered(plan, version + 1));
            }
        }
        plans.add(PlanCatalogue.of(added), turn.now(), act);
        for (Plan plan : added) {
            acts.add(act, turn.now(), "plan import", plan.code(), plan.label());
        }
        return added;
    }

    /** The same plan under a number, its factors without trailing zeros. */
    private static Plan numbered(Plan plan, int version) {
        Plan.Allowance allowance = plan.allowance();
        return new Plan(
                plan.code(),
                version,
                plan.name(),
                plan.status(),
                plan.price(),
                new Plan.Allowance(
                        allowance.base(),
                        allowance.renewalBonus().stripTrailingZeros(),
                        allowance.backupMultiplier().stripTrailingZeros(),
                        allowance.budgetMultiplier().stripTrailingZeros()),
                plan.caps(),
                plan.rateLimits(),
                plan.models(),
                plan.overflow());
    }
}
