package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.usage.Symbols;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run tells of an account, day by day. */
class DayBookTest {
    @Test
    void tellsOneMovementPerDayTypeLotAndCause() {
        Recorded recorded = Script.of(
                        "lot B topup 10 @1; lot A gift 1 @1",
                        "use a payg 0.1 @1T01:00; use b payg 0.2 @1T23:59:59.999999; use c payg 20 @2; debit d adjustment 1 @2")
                .recorded();
        assertThat(recorded.movements.stream()
                        .map(movement -> Recorded.key(movement) + " " + movement.amount())
                        .toList())
                .containsExactly(
                        "2026-03-01 grant A - 1.00",
                        "2026-03-01 draw A - 0.30",
                        "2026-03-01 grant B - 10.00",
                        "2026-03-02 shortfall - - 9.30",
                        "2026-03-02 adjustment_shortfall - d 1.00",
                        "2026-03-02 draw A - 0.70",
                        "2026-03-02 draw B - 10.00");
    }

    @Test
    void tellsUsageByProviderAndDay() {
        Recorded recorded = Script.of(
                        "use a payg 1 cost 0.5 by b @1; use b sub 0 cost unknown by a @1",
                        "use c payg 2 cost 0.25 by b @1; use d payg 4 cost 1 by b @2; run 5; use e payg 1 cost 1 by b @2; run 9")
                .recorded();
        assertThat(recorded.usages.stream()
                        .map(usage -> usage.day() + " " + usage.provider() + " " + usage.events() + " " + usage.charge()
                                + " " + usage.providerCost() + " " + usage.costUnknown())
                        .toList())
                .containsExactly(
                        "2026-03-01 a 1 0.00 0.00 1",
                        "2026-03-01 b 2 3.00 0.75 0",
                        "2026-03-02 b 1 4.00 1.00 0",
                        // Late: the day it settled on.
                        "2026-03-05 b 1 1.00 1.00 0");
    }

    @Test
    void sumsBeyondWhatALongHolds() {
        Symbols symbols = new Symbols();
        Settler settler =
                new Settler(new SettlementTerms(Script.at("1"), Script.at("2"), PlanCatalogue.shipped()), symbols);
        Recorded recorded = new Recorded();
        settler.begin(AccountState.fresh("acc"), List.of(), recorded);
        long charge = Money.parse("999999.999999999999").picosExact();
        List<Rated> events = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            events.add(new Rated("e" + i, Micros.of(Script.at("1")), KeyKind.PAYG, "m", "p", charge, charge));
        }
        Rated.settle(settler, events, Micros.of(Script.at("1")), symbols, 7);
        AccountState state = settler.finish();
        Money sum = Money.parse("29999999.99999999997");
        assertThat(state.owed()).isEqualTo(sum);
        assertThat(recorded.movements).extracting(Movement::amount).containsExactly(sum);
        assertThat(recorded.usages).extracting(ProviderUsage::charge).containsExactly(sum);
        assertThat(recorded.usages).extracting(ProviderUsage::providerCost).containsExactly(sum);
    }
}
