package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.kernel.plan.PlanCatalogue;
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
}
