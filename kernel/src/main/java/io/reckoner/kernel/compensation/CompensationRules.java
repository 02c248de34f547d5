package io.reckoner.kernel.compensation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules in their order: the first that an event answers to decides, and no other. No rules give nothing. */
public record CompensationRules(List<CompensationRule> rules) {
    public static final CompensationRules NONE = new CompensationRules(List.of());

    public CompensationRules {
        rules = List.copyOf(rules);
        Set<String> names = new HashSet<>();
        for (CompensationRule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules are called " + rule.name() + "; give one another name");
            }
        }
    }
}
