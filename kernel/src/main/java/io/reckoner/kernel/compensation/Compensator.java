package io.reckoner.kernel.compensation;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/**
 * Works out what events get back, one after the other: share of the part, rounded half-even to picos once, at most the limit
 * of an event, at most what the month's limit leaves. Example: half of 0.30 with 0.10 left of the month gives 0.10.
 *
 * <p>Events come in a fixed order, since the limit of a month serves the first.
 */
public final class Compensator {
    /** Whose limit: of a rule, an account, a UTC month. */
    public record Purse(String rule, String account, YearMonth month) {}

    private final Map<Purse, Money> given;

    /** @param given what was given before, by purse */
    public Compensator(Map<Purse, Money> given) {
        this.given = new HashMap<>(given);
    }

    /**
     * What an event gets back.
     *
     * @param borne the rule's part of the event's charge
     */
    public Money give(CompensationRule rule, String account, YearMonth month, Money borne) {
        Money wanted = Rounding.toPicos(borne.toBigDecimal().multiply(rule.share()));
        Money amount = rule.mostOfEvent().map(wanted::min).orElse(wanted);
        Purse purse = new Purse(rule.name(), account, month);
        Money before = given.getOrDefault(purse, Money.ZERO);
        if (rule.mostOfMonth().isPresent()) {
            amount = amount.min(rule.mostOfMonth().get().minus(before).max(Money.ZERO));
        }
        given.put(purse, before.plus(amount));
        return amount;
    }
}
