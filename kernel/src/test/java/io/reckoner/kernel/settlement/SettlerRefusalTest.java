package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.usage.Symbols;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What breaks an invariant stops, and says what and where. */
class SettlerRefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # nothing lands behind a settlement
            run 5; lot A gift 1 @4; run 6                            | lot A of account acc would act at 2026-03-04T00:00:00Z, behind the settlement up to 2026-03-05T00:00:00Z; let it act at that watermark or later
            run 5; debit D adjustment 1 @4T23:59:59.999999; run 6    | adjustment D of account acc would act at 2026-03-04T23:59:59.999999Z, behind the settlement up to 2026-03-05T00:00:00Z; let it act at that watermark or later
            # a lot cannot be granted twice
            lot A gift 1 @2; lot A gift 1 @2                         | lot A of account acc occurs twice
            # one cycle at a time
            cycle C starter@1 @1 till 32; cycle D starter@1 @9 till 40 | cycle D of account acc would open at 2026-03-09T00:00:00Z while cycle C is live until 2026-04-01T00:00:00Z; a purchase during a cycle starts at its end
            cycle C starter@1 @2 till 32; end E C @2                 | end of cycle E of account acc would act at 2026-03-02T00:00:00Z, just as its cycle opens; let it act a microsecond later
            # a void cannot give back more than was drawn, or take back more than is owed
            lot A gift 2 @1; use e payg 1 @2; run 3; void V A=2 @4   | lot A of 2.00 cannot have 3.00 left: more is given back than was drawn
            use e payg 1 @2; run 3; void V - short 2 on 2 @4         | a void takes back 2.00 of shortfall of 2026-03-02, but only 1.00 of it is unpaid
            run 5; run 4                                             | the watermark never goes back: 2026-03-04T00:00:00Z lies before 2026-03-05T00:00:00Z
            """)
    void refuses(String script, String message) {
        assertThatThrownBy(() -> Script.of(script)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1T10:00 |  1 | 1T09:00 |  1 | event b settling at 2026-03-01T09:00:00Z comes after one that settles at 2026-03-01T10:00:00Z
            1T10:00 |  1 | 9       |  1 | event b settling at 2026-03-09T00:00:00Z lies at or after the watermark 2026-03-09T00:00:00Z and has to wait
            1T10:00 |  1 | 1T10:00 | -1 | event b settling at 2026-03-01T10:00:00Z has a negative charge
            """)
    void refusesEventsThatDoNotBelong(String first, long charge, String second, long secondCharge, String message) {
        Symbols symbols = new Symbols();
        Settler settler =
                new Settler(new SettlementTerms(Script.at("1"), Script.at("9"), PlanCatalogue.shipped()), symbols);
        settler.begin(AccountState.fresh("acc"), List.of(), new Recorded());
        Rated.settle(settler, List.of(rated("a", first, charge)), Micros.of(Script.at("1")), symbols, 1);
        List<Rated> next = List.of(rated("b", second, secondCharge));
        assertThatThrownBy(() -> Rated.settle(settler, next, Micros.of(Script.at("1")), symbols, 1))
                .hasMessage(message);
    }

    private static Rated rated(String id, String at, long charge) {
        return new Rated(id, Micros.of(Script.at(at)), KeyKind.PAYG, "m", "p", charge, 0);
    }

    @Test
    void refusesAStateOlderThanThePreviousWatermark() {
        Lot expired = new Lot(
                "A",
                "acc",
                Pool.WALLET,
                LotKind.GIFT,
                Money.parse("1"),
                Script.at("1"),
                Script.at("3"),
                new LotOrigin(LotOrigin.Type.GIFT, "g"));
        AccountState state = new AccountState(
                "acc", List.of(new OpenLot(expired, Money.parse("1"))), null, List.of(), BeyondPlan.PAY_AS_YOU_GO);
        Instant previous = Script.at("4");
        Settler settler =
                new Settler(new SettlementTerms(previous, Script.at("5"), PlanCatalogue.shipped()), new Symbols());
        assertThatThrownBy(() -> settler.begin(state, List.of(), new Recorded()))
                .hasMessage("account acc has a lot that expired at 2026-03-03T00:00:00Z; its state is not that of the"
                        + " previous watermark 2026-03-04T00:00:00Z");
    }

    @Test
    void passesOverWhatWaits() {
        Settler settler = new Settler(
                new SettlementTerms(Script.at("1"), Script.at("5"), PlanCatalogue.shipped()), new Symbols());
        Lot lot = new Lot(
                "A",
                "acc",
                Pool.WALLET,
                LotKind.GIFT,
                Money.parse("1"),
                Script.at("5"),
                null,
                new LotOrigin(LotOrigin.Type.GIFT, "g"));
        Recorded recorded = new Recorded();
        settler.begin(AccountState.fresh("acc"), List.of(new TimelineItem.Grant(lot, Script.at("5"))), recorded);
        assertThat(settler.finish()).isEqualTo(AccountState.fresh("acc"));
        assertThat(recorded.movements).isEmpty();
    }
}
