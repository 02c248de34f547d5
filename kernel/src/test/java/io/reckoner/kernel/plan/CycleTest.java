package io.reckoner.kernel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.period.Anchor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CycleTest {
    private static final Plan STARTER =
            PlanCatalogue.shipped().find("starter", 1).orElseThrow();
    private static final Plan FREE = PlanCatalogue.shipped().find("free", 1).orElseThrow();

    private static Instant at(String text) {
        return Instant.parse(text + ":00Z");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # anchor,           n, paid,              start,             opens,             end
            2026-01-31T10:00,   0, 2026-01-31T10:00,  2026-01-31T10:00,  2026-01-31T10:00,  2026-02-28T10:00
            # paid ahead: it opens at its boundary
            2026-01-31T10:00,   1, 2026-02-27T10:00,  2026-02-28T10:00,  2026-02-28T10:00,  2026-03-31T10:00
            # paid late: it keeps its boundary and opens at payment
            2026-01-31T10:00,   1, 2026-03-04T09:00,  2026-02-28T10:00,  2026-03-04T09:00,  2026-03-31T10:00
            """)
    void aMonthKeepsItsBoundaries(String anchor, int n, String paid, String start, String opens, String end) {
        assertThat(Purchase.month("c", STARTER, new Anchor(at(anchor)), n, at(paid)))
                .isEqualTo(new Cycle("c", "starter", 1, at(start), at(opens), at(end)));
    }

    @Test
    void aMonthPaidAfterItsEndIsLost() {
        Anchor anchor = new Anchor(at("2026-01-01T00:00"));
        assertThatThrownBy(() -> Purchase.month("c", STARTER, anchor, 0, at("2026-02-01T00:00")))
                .hasMessage("cycle c must open within its period [2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z), not at"
                        + " 2026-02-01T00:00:00Z");
    }

    @Test
    void aPassLastsThirtyDays() {
        assertThat(Purchase.pass("c", STARTER, at("2026-02-10T06:00"), at("2026-02-10T06:00"))
                        .end())
                .isEqualTo(at("2026-03-12T06:00"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # bought,          ends of what is paid for,             starts
            2026-03-10T00:00,  ,                                     2026-03-10T00:00
            2026-03-10T00:00,  2026-03-09T00:00,                     2026-03-10T00:00
            2026-03-10T00:00,  2026-03-10T00:00,                     2026-03-10T00:00
            2026-03-10T00:00,  2026-03-31T00:00,                     2026-03-31T00:00
            2026-03-10T00:00,  2026-04-30T00:00 2026-03-31T00:00,    2026-04-30T00:00
            """)
    void aPurchaseDuringACycleStartsAtItsEnd(String bought, String ends, String starts) {
        List<Cycle> known = new ArrayList<>();
        for (String end : ends == null ? new String[0] : ends.split(" ")) {
            known.add(new Cycle("k" + end, "starter", 1, at("2026-03-01T00:00"), at("2026-03-01T00:00"), at(end)));
        }
        assertThat(Purchase.startsAt(at(bought), known.stream().map(Cycle::end).toList()))
                .isEqualTo(at(starts));
    }

    @Test
    void opensMainWithItsBonusAndBackup() {
        Cycle cycle =
                new Cycle("c9", "starter", 1, at("2026-03-01T00:00"), at("2026-03-04T00:00"), at("2026-04-01T00:00"));
        assertThat(CycleLots.of("acc", cycle, STARTER))
                .extracting(lot -> lot.id() + " " + lot.amount() + " " + lot.effectiveAt() + " " + lot.expiresAt())
                .containsExactly(
                        "cycle:c9:main:plan 10.00 2026-03-04T00:00:00Z 2026-04-01T00:00:00Z",
                        "cycle:c9:main:plan_bonus 2.00 2026-03-04T00:00:00Z 2026-04-01T00:00:00Z",
                        "cycle:c9:backup:plan 30.00 2026-03-04T00:00:00Z 2026-04-01T00:00:00Z");
        assertThat(CycleLots.of("acc", cycle, FREE)).isEmpty();
    }

    @Test
    void pricingSeesItFromItsOpening() {
        Cycle cycle =
                new Cycle("c9", "starter", 1, at("1970-01-01T00:00"), at("1970-01-01T00:01"), at("1970-01-01T00:02"));
        assertThat(cycle.live()).isEqualTo(new PlanCycle(60_000_000, 120_000_000, "starter", 1));
        assertThat(cycle.live().contains(59_999_999)).isFalse();
        assertThat(cycle.live().contains(60_000_000)).isTrue();
        assertThat(cycle.live().contains(120_000_000)).isFalse();
    }
}
