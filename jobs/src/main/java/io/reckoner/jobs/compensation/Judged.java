package io.reckoner.jobs.compensation;

import io.reckoner.kernel.compensation.CompensationRule;
import io.reckoner.kernel.compensation.CompensationRules;
import io.reckoner.kernel.money.Money;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a round came to.
 *
 * @param given in order of account, time, event; none of nothing
 */
record Judged(Round round, List<GivenBack> given) {
    Judged {
        given = List.copyOf(given);
    }

    /** What one rule gave. */
    record OfRule(String rule, long events, long accounts, Money borne, Money amount) {}

    Money amount() {
        return given.stream().map(GivenBack::amount).reduce(Money.ZERO, Money::plus);
    }

    /** A line for every rule, also one that gave nothing. */
    static List<OfRule> byRule(CompensationRules rules, List<GivenBack> given) {
        List<OfRule> lines = new ArrayList<>();
        for (CompensationRule rule : rules.rules()) {
            Set<String> accounts = new HashSet<>();
            long events = 0;
            Money borne = Money.ZERO;
            Money amount = Money.ZERO;
            for (GivenBack each : given) {
                if (each.rule().equals(rule)) {
                    accounts.add(each.event().account());
                    events++;
                    borne = borne.plus(each.borne());
                    amount = amount.plus(each.amount());
                }
            }
            lines.add(new OfRule(rule.name(), events, accounts.size(), borne, amount));
        }
        return lines;
    }
}
