package io.reckoner.kernel.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.DrawBlock;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTotalsTest {
    @Test
    void addsNameByName() {
        ControlTotals one = ControlTotals.ofRows(Map.of("lines.read", new BigDecimal("100")));
        ControlTotals two = ControlTotals.ofRows(
                Map.of("lines.read", new BigDecimal("50"), "facts.charge", new BigDecimal("0.000000000001")));
        assertThat(one.plus(two)).hasToString("{facts.charge=0.000000000001, lines.read=150}");
        assertThat(one.value(new TotalName("facts.charge"))).isEqualByComparingTo("0");
    }

    /** However the work is split and in whatever order it is added, the totals are the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void additionIsAssociativeAndCommutative(long seed) {
        Random random = new Random(seed);
        List<ControlTotals> blocks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ControlTotals.Sheet sheet = ControlTotals.sheet();
            for (LineCount count : LineCount.values()) {
                sheet.add(count.total(), random.nextInt(3) - 1);
            }
            sheet.add(Book.FACTS.total(UsageFigure.CHARGE), Money.ofPicos(random.nextLong()));
            blocks.add(sheet.totals());
        }
        ControlTotals forward = blocks.stream().reduce(ControlTotals.NONE, ControlTotals::plus);
        Collections.shuffle(blocks, random);
        ControlTotals shuffled = blocks.stream().reduce(ControlTotals.NONE, ControlTotals::plus);
        ControlTotals halves = blocks.subList(0, 17).stream()
                .reduce(ControlTotals.NONE, ControlTotals::plus)
                .plus(blocks.subList(17, 40).stream().reduce(ControlTotals.NONE, ControlTotals::plus));
        assertThat(shuffled).isEqualTo(forward).hasSameHashCodeAs(forward);
        assertThat(halves).isEqualTo(forward);
        assertThat(ControlTotals.ofRows(forward.rows())).isEqualTo(forward);
    }

    @Test
    void whatSumsToZeroIsAbsent() {
        TotalName name = LineCount.READ.total();
        ControlTotals none = ControlTotals.sheet().add(name, 5).add(name, -5).totals();
        assertThat(none).isEqualTo(ControlTotals.NONE);
        assertThat(none.rows()).isEmpty();
    }

    @Test
    void rowsAreWrittenPlainly() {
        ControlTotals totals = ControlTotals.sheet()
                .add(LineCount.READ.total(), 1_000_000_000L)
                .add(Book.FACTS.total(UsageFigure.CHARGE), Money.parse("12.500000000000"))
                .totals();
        assertThat(totals.rows()).hasToString("{facts.charge=12.5, lines.read=1000000000}");
    }

    @Test
    void aNameIsLowerCaseWordsJoinedByDots() {
        assertThat(TokenCount.DUPLICATE.total(Component.CACHE_WRITE_5M)).hasToString("tokens.duplicate.cache_write_5m");
        assertThatThrownBy(() -> new TotalName("Lines Read")).hasMessageContaining("is not the name of a total");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anExactSumNeverOverflows(long seed) {
        Random random = new Random(seed);
        ExactSum sum = new ExactSum();
        BigInteger expected = BigInteger.ZERO;
        for (int i = 0; i < 10_000; i++) {
            long value =
                    switch (random.nextInt(4)) {
                        case 0 -> Long.MAX_VALUE;
                        case 1 -> Long.MIN_VALUE;
                        case 2 -> -random.nextInt(3);
                        default -> seed % 2 == 0 ? Math.abs(random.nextLong()) : random.nextLong();
                    };
            sum.add(value);
            expected = expected.add(BigInteger.valueOf(value));
            assertThat(sum.value()).isEqualTo(expected);
        }
    }

    @Test
    void blocksAreAddedUpAsTheyAreSettled() {
        EventBlock block = new EventBlock();
        ChargeBlock charges = new ChargeBlock();
        DrawBlock draws = new DrawBlock();
        block.size = 3;
        block.present = 1 << Component.INPUT.ordinal() | 1 << Component.SECONDS.ordinal();
        for (int row = 0; row < 3; row++) {
            block.counts[Component.INPUT.ordinal()][row] = 100;
            block.counts[Component.SECONDS.ordinal()][row] = 1_500_000;
            charges.totalCharge[row] = Long.MAX_VALUE;
            charges.providerCost[row] = row == 1 ? EventBlock.ABSENT : 40;
            draws.walletPaid[row] = Long.MAX_VALUE - 21;
            draws.main[row] = 1;
            draws.backup[row] = 2;
            draws.walletBonus[row] = 3;
            draws.shortfall[row] = 5;
            draws.overRun[row] = 10;
        }
        SettlementTotals totals = new SettlementTotals();
        totals.add(block, charges, draws, 0, 1);
        totals.add(block, charges, draws, 1, 3);
        assertThat(totals.totals())
                .hasToString(
                        "{lines.settled=3, settlement.charge=27670116.110564327421,"
                                + " settlement.draw_backup=0.000000000006, settlement.draw_main=0.000000000003,"
                                + " settlement.draw_wallet_bonus=0.000000000009, settlement.draw_wallet_paid=27670116.110564327358,"
                                + " settlement.over_run=0.00000000003, settlement.provider_cost=0.00000000008,"
                                + " settlement.shortfall=0.000000000015, tokens.priced.input=300, tokens.priced.seconds=4500000}");
        ControlEquation charge = ControlEquation.ofSettling().stream()
                .filter(equation -> equation.name().equals("charge"))
                .findFirst()
                .orElseThrow();
        assertThat(charge.check(totals.totals()).holds()).isTrue();
    }
}
