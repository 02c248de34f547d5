package io.reckoner.kernel.compensation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.compensation.CompensationRule.Part;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.ModelSet;
import io.reckoner.kernel.usage.Outcome;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompensatorTest {
    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    @ParameterizedTest
    @CsvSource({
        // share, of an event, of a month, given before, borne, gives
        "1,    ,     ,     0,    0.30,           0.30",
        "0.5,  ,     ,     0,    0.30,           0.15",
        "0.5,  ,     ,     0,    0.000000000001, 0",
        "0.5,  ,     ,     0,    0.000000000003, 0.000000000002",
        "1,    0.10, ,     0,    0.30,           0.10",
        "1,    ,     0.50, 0.45, 0.30,           0.05",
        "1,    ,     0.50, 0.50, 0.30,           0",
        "1,    ,     0.50, 0.60, 0.30,           0",
        "0.5,  0.20, 0.50, 0.40, 0.30,           0.10",
    })
    void anEventGetsItsShareWithinTheLimits(
            BigDecimal share, String ofEvent, String ofMonth, String before, String borne, String gives) {
        CompensationRule rule = rule("slow", share, limit(ofEvent), limit(ofMonth));
        Compensator compensator =
                new Compensator(Map.of(new Compensator.Purse("slow", "acme", MARCH), Money.parse(before)));
        assertThat(compensator.give(rule, "acme", MARCH, Money.parse(borne))).isEqualTo(Money.parse(gives));
    }

    @Test
    void theLimitOfAMonthServesTheFirstAndEachRuleAccountAndMonthApart() {
        CompensationRule slow = rule("slow", BigDecimal.ONE, Optional.empty(), limit("0.50"));
        CompensationRule failed = rule("failed", BigDecimal.ONE, Optional.empty(), limit("0.50"));
        Compensator compensator = new Compensator(Map.of());
        Money borne = Money.parse("0.30");
        assertThat(List.of(
                        compensator.give(slow, "acme", MARCH, borne),
                        compensator.give(slow, "acme", MARCH, borne),
                        compensator.give(slow, "acme", MARCH, borne),
                        compensator.give(failed, "acme", MARCH, borne),
                        compensator.give(slow, "other", MARCH, borne),
                        compensator.give(slow, "acme", MARCH.plusMonths(1), borne)))
                .containsExactly(borne, Money.parse("0.20"), Money.ZERO, borne, borne, borne);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0     |       | above 0 and is at most 1
            1.01  |       | above 0 and is at most 1
            -1    |       | above 0 and is at most 1
            1     | 0     | more than 0
            1     | 9000000 | below 9000000
            """)
    void aRuleRefusesWhatItCannotMean(BigDecimal share, String ofEvent, String why) {
        assertThatThrownBy(() -> rule("slow", share, limit(ofEvent), Optional.empty()))
                .hasMessageContaining(why);
    }

    @Test
    void aComplaintMeansSomethingAndTwoRulesHaveTwoNames() {
        assertThatThrownBy(() -> complaint(Set.of(), Complaint.Output.ANY, Set.of()))
                .hasMessageContaining("would mean every request");
        assertThatThrownBy(() -> complaint(Set.of(), Complaint.Output.EMPTY, Set.of()))
                .hasMessageContaining("empty output needs endpoints");
        CompensationRule rule = rule("slow", BigDecimal.ONE, Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> new CompensationRules(List.of(rule, rule)))
                .hasMessageContaining("two rules are called slow");
    }

    private static Optional<Money> limit(String amount) {
        return Optional.ofNullable(amount).map(Money::parse);
    }

    private static CompensationRule rule(
            String name, BigDecimal share, Optional<Money> ofEvent, Optional<Money> ofMonth) {
        return new CompensationRule(
                name,
                complaint(Set.of(Outcome.TIMEOUT), Complaint.Output.ANY, Set.of()),
                Part.WALLET,
                share,
                ofEvent,
                ofMonth,
                Optional.empty());
    }

    private static Complaint complaint(Set<Outcome> outcomes, Complaint.Output output, Set<String> endpoints) {
        return new Complaint(
                outcomes, Optional.empty(), Optional.empty(), Optional.empty(), output, endpoints, ModelSet.ALL);
    }
}
