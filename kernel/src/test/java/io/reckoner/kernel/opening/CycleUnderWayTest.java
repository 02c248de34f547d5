package io.reckoner.kernel.opening;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.settlement.LiveCycle;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starter costs 10, grants Main 10 + 2 bonus and Backup 30, and runs from 16 February to 16 March 2026, 28 days. */
class CycleUnderWayTest {
    private static final Plan STARTER =
            PlanCatalogue.shipped().newest("starter").orElseThrow();
    private static final Cycle CYCLE =
            new Cycle("c", "starter", STARTER.version(), day("2026-02-16"), day("2026-02-16"), day("2026-03-16"));

    private static Instant day(String text) {
        return Instant.parse(text + "T00:00:00Z");
    }

    private static CycleUnderWay cycle(String main, String backup, String today, String week, String budget) {
        return new CycleUnderWay(
                CYCLE,
                STARTER,
                Money.parse(main),
                Money.parse(backup),
                Money.parse(today),
                Money.parse(week),
                Money.parse(budget));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # main left | backup left | lots: Main was drawn bonus first
            12          | 30          | main plan 10.00, main plan_bonus 2.00, backup plan 30.00
            10.5        | 30          | main plan 10.00, main plan_bonus 0.50, backup plan 30.00
            10          | 29          | main plan 10.00, backup plan 29.00
            4           | 0.000000000001 | main plan 4.00, backup plan 0.000000000001
            0           | 0           | ''
            """)
    void whatIsLeftLiesInLotsOfTheCycle(String main, String backup, String lots) {
        CycleUnderWay cycle = cycle(main, backup, "0", "0", "0");
        assertThat(cycle.lots("acc").stream()
                        .map(lot -> lot.pool().code() + " " + lot.kind().code() + " " + lot.amount())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(lots);
        assertThat(cycle.lots("acc"))
                .allMatch(lot -> lot.expiresAt() != null && lot.expiresAt().equals(CYCLE.end()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # cut-over               | main | backup | today | week | budget | counters
            2026-03-01T12:00:00Z     | 9    | 29.5   | 0.4   | 1    | 2.5    | 2026-03-01 0.40 week 1 1.00, main 3.00 of 12.00, backup 0.50 of 30.00, budget 2.50
            2026-03-02T00:00:00Z     | 9    | 29.5   | 0     | 0    | 0      | 2026-03-02 0.00 week 2 0.00, main 3.00 of 12.00, backup 0.50 of 30.00, budget 0.00
            2026-02-16T00:00:00.000001Z | 12 | 30    | 0     | 0    | 0      | 2026-02-16 0.00 week 0 0.00, main 0.00 of 12.00, backup 0.00 of 30.00, budget 0.00
            """)
    void capsAndBudgetGoOnWhereTheyStood(
            String cutOver, String main, String backup, String today, String week, String budget, String counters) {
        CutOver at = new CutOver(Instant.parse(cutOver));
        CycleUnderWay cycle = cycle(main, backup, today, week, budget);
        assertThat(cycle.faults(at)).isEmpty();
        LiveCycle live = cycle.live(at);
        assertThat(live.day() + " " + live.dayDrawn() + " week " + live.week() + " " + live.weekDrawn() + ", main "
                        + live.main().drawn() + " of " + live.main().granted() + ", backup "
                        + live.backup().drawn() + " of " + live.backup().granted() + ", budget " + live.budgetUsed())
                .isEqualTo(counters);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # cut-over                  | of 10.00 still to be earned: whole days from the cut-over's on
            2026-02-16T00:00:00.000001Z | 10.00
            2026-02-23T00:00:00Z        | 7.50
            2026-02-23T12:00:00Z        | 7.50
            2026-02-23T23:59:59.999999Z | 7.50
            2026-03-15T23:59:59Z        | 0.357142857143
            """)
    void runsAfterTheCutOverEarnTheRest(String cutOver, String unearned) {
        assertThat(cycle("12", "30", "0", "0", "0").unearned(new CutOver(Instant.parse(cutOver))))
                .isEqualTo(Money.parse(unearned));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2026-03-01T12:00:00Z | 12.000000000001 | 30 | 0 | 0 | main_left 12.000000000001 is more than plan starter@1 grants to Main, 12.00.
            2026-03-01T12:00:00Z | 12 | 31 | 0 | 0 | backup_left 31.00 is more than plan starter@1 grants to Backup, 30.00.
            2026-03-01T12:00:00Z | 11 | 0 | 1.01 | 0 | drawn_today 1.01 is more than was drawn against the caps in all, 1.00.
            2026-03-01T12:00:00Z | 11 | 0 | 1 | 2 | drawn_this_week 2.00 is more than was drawn against the caps in all, 1.00.
            2026-03-01T00:00:00Z | 11 | 0 | 1 | 1 | drawn_today 1.00: the UTC day begins at the cut-over. Write 0.
            2026-03-02T00:00:00Z | 11 | 0 | 0 | 1 | drawn_this_week 1.00: a week of the cycle begins at the cut-over. Write 0.
            """)
    void whatCannotBeIsToldByColumn(
            String cutOver, String main, String backup, String today, String week, String fault) {
        assertThat(cycle(main, backup, today, week, "0").faults(new CutOver(Instant.parse(cutOver))))
                .containsExactly(fault);
    }
}
