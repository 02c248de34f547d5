package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.credit.BreakdownLine;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceBreakdownTest {
    private static final String TABLE =
            """
            # movement,            kind,           line,          sign
            GRANT,                 TOPUP,          TOP_UPS,        1
            GRANT,                 PLAN,           TOP_UPS,        1
            GRANT,                 SWITCH_CREDIT,  ADJUSTMENTS,    1
            GRANT,                 BONUS,          BONUSES,        1
            GRANT,                 DISCOUNT,       BONUSES,        1
            GRANT,                 PLAN_BONUS,     BONUSES,        1
            GRANT,                 GIFT,           GIFTS,          1
            GRANT,                 REFERRAL,       REFERRALS,      1
            GRANT,                 COMPENSATION,   COMPENSATIONS,  1
            GRANT,                 ADJUSTMENT,     ADJUSTMENTS,    1
            DRAW,                  TOPUP,          USAGE,         -1
            SHORTFALL,             ,               USAGE,         -1
            RETURN,                BONUS,          USAGE,          1
            SHORTFALL_RETURN,      ,               USAGE,          1
            LAPSE,                 GIFT,           EXPIRED,       -1
            ADJUSTMENT_DRAW,       TOPUP,          ADJUSTMENTS,   -1
            ADJUSTMENT_SHORTFALL,  ,               ADJUSTMENTS,   -1
            REFUND_DRAW,           TOPUP,          TOP_UPS,       -1
            REFUND_SHORTFALL,      ,               TOP_UPS,       -1
            CHARGEBACK_DRAW,       TOPUP,          TOP_UPS,       -1
            CHARGEBACK_SHORTFALL,  ,               TOP_UPS,       -1
            CLAW_BACK_DRAW,        BONUS,          BONUSES,       -1
            CLAW_BACK_SHORTFALL,   ,               BONUSES,       -1
            OPENING_SHORTFALL,     ,               USAGE,         -1
            WRITE_OFF,             ,               ADJUSTMENTS,    1
            DISPUTE_LOSS,          ,               ADJUSTMENTS,    1
            WRITE_OFF_RETURN,      ,               ADJUSTMENTS,   -1
            DISPUTE_LOSS_RETURN,   ,               ADJUSTMENTS,   -1
            # credit and debt fall alike; over-run is the operator's
            PAY_OFF,               TOPUP,          ,               0
            OVER_RUN,              ,               ,               0
            OVER_RUN_RETURN,       ,               ,               0
            """;

    @ParameterizedTest
    @CsvSource(textBlock = TABLE)
    void putsEveryMovementOnItsLine(MovementType type, LotKind kind, BreakdownLine line, int sign) {
        assertThat(BalanceBreakdown.line(type, kind)).isEqualTo(Optional.ofNullable(line));
        assertThat(BalanceBreakdown.sign(type)).isEqualTo(sign);
    }

    @Test
    void theTableIsComplete() {
        Set<String> words = new HashSet<>(java.util.List.of(TABLE.split("[,\\s]+")));
        for (MovementType type : MovementType.values()) {
            assertThat(words).contains(type.name());
        }
        for (LotKind kind : LotKind.values()) {
            assertThat(words).contains(kind.name());
        }
        for (BreakdownLine line : BreakdownLine.values()) {
            assertThat(words).contains(line.name());
        }
        assertThatThrownBy(() -> BalanceBreakdown.line(MovementType.GRANT, null))
                .hasMessage("a grant opens a lot; its kind is missing");
    }

    @Test
    void theLinesSumToWhatRemainsLessWhatIsOwed() {
        Script settled = Script.of(
                "lot T topup 10 @1; lot B bonus 2 @1; lot G gift 3 @1 till 4; lot R referral 1 @1; lot C compensation 1 @1",
                "use a payg 4 @2; debit A adjustment 1 @3; run 5; void V G=1 @5; lot J adjustment 1 @6",
                "debit F refund 10 of T @7; debit K claw_back 2 of B @7; use b payg 5 @8; lot U topup 2 @9; run 10");
        Map<BreakdownLine, Money> lines = new EnumMap<>(BreakdownLine.class);
        for (Movement movement : settled.recorded().movements) {
            LotKind kind = movement.lot() == null ? null : movement.lot().kind();
            BalanceBreakdown.line(movement.type(), kind)
                    .ifPresent(line -> lines.merge(
                            line, movement.amount().times(BalanceBreakdown.sign(movement.type())), Money::plus));
        }
        Money total = lines.values().stream().reduce(Money.ZERO, Money::plus);
        assertThat(total)
                .isEqualTo(settled.state()
                        .remaining(Pool.WALLET)
                        .minus(settled.state().owed()));
        assertThat(lines.toString())
                .isEqualTo(
                        "{TOP_UPS=2.00, BONUSES=0.00, GIFTS=3.00, REFERRALS=1.00, COMPENSATIONS=1.00, ADJUSTMENTS=0.00,"
                                + " EXPIRED=-1.00, USAGE=-8.00}");
    }
}
