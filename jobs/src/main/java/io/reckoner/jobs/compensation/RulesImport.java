package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.run.RunTable;
import io.reckoner.kernel.compensation.CompensationRules;
import io.reckoner.reports.table.Counted;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes versions of the rules, within the transaction of the {@code JdbcClient} given. */
public final class RulesImport {
    private final RulesTable table;
    private final RunTable runs;
    private final ActTable acts;
    private final TurnTable turns;

    public RulesImport(JdbcClient jdbc) {
        this.table = new RulesTable(jdbc);
        this.runs = new RunTable(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Adds the next version, unless the newest says the same; returns what was done, in a sentence.
     *
     * @throws io.reckoner.jobs.act.Refusal naming all faults of the rules
     */
    public String add(String yaml, Act act) {
        TurnTable.Turn turn = turns.take();
        List<RulesTable.Row> versions = table.versions();
        int version = versions.size() + 1;
        if (!versions.isEmpty() && versions.getLast().content().equals(yaml)) {
            return "Version " + versions.getLast().version() + " says the same; nothing changed.";
        }
        CompensationRules rules = CompensationYaml.read(yaml, "rules of compensation, version " + version);
        String count = Counted.of(rules.rules().size(), "rule");
        int firstRun = runs.nextId();
        table.add(version, yaml, firstRun, turn.now(), act);
        acts.add(act, turn.now(), "compensation import", "version " + version, count);
        return "Rules of compensation, version " + version + ": " + count + ". They judge what is settled from run "
                + firstRun + " on.";
    }
}
