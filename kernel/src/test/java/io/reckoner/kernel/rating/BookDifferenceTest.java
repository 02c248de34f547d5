package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.rating.PriceChange.Weight;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookDifferenceTest {
    private static final String CARD =
            """
            book mark_up=1
            card p m/a 2026-01-01T00:00:00Z
              standard input=%s output=1
            """;

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # before,      after,          weight
            2.50,          2.5,
            2.50,          0.0000025/1,
            2.50,          2.51,           ORDINARY
            1,             4.999999,       ORDINARY
            1,             5,              TO_CONFIRM
            5.000001,      1.0000003,      ORDINARY
            5,             1,              TO_CONFIRM
            2.50,          2.50/1000,      TO_CONFIRM
            1,             0,              TO_CONFIRM
            0,             0.000001,       TO_CONFIRM
            0,             0,
            """)
    void aLeapByFiveTimesOrToOrFromZeroIsToBeConfirmed(String before, String after, Weight weight) {
        List<PriceChange> changes =
                BookDifference.between(BookText.of(CARD.formatted(before)), BookText.of(CARD.formatted(after)));
        if (weight == null) {
            assertThat(changes).isEmpty();
        } else {
            assertThat(changes).hasSize(1);
            assertThat(changes.getFirst().place()).isEqualTo("standard input cost");
            assertThat(changes.getFirst().weight()).isEqualTo(weight);
        }
    }

    @Test
    void aNewCardIsHeldAgainstTheOneInEffectBefore() {
        assertThat(
                        BookDifference.between(
                                BookText.of(CARD.formatted("2")),
                                BookText.of(
                                        CARD.formatted("2")
                                                + """
                        card p m/a 2026-02-01T00:00:00Z
                          standard input=1 output=1
                        """)))
                .containsExactly(new PriceChange(
                        "m/a at p from 2026-02-01T00:00:00Z",
                        Instant.parse("2026-02-01T00:00:00Z"),
                        "standard input cost",
                        "2.00 per 1000000",
                        "1.00 per 1000000",
                        Weight.ORDINARY));
    }

    @Test
    void namesEveryFigureThatChangedAndItsPlace() {
        PriceBook older = BookText.of(
                """
                book mark_up=1.2 p=1.1
                card p m/a 2026-01-01T00:00:00Z mark_up=2
                  standard input=1:2 output=1
                  standard>100 input=2
                  tier batch x0.5
                  window 01:00-02:00 x0.5
                card p m/gone 2026-01-01T00:00:00Z
                  standard input=1
                overlay deal account=a x0.9 input=1
                """);
        PriceBook newer = BookText.of(
                """
                book mark_up=1.3
                card p m/a 2026-01-01T00:00:00Z mark_up=20
                  standard input=1:3 output=1 reasoning=0
                  standard>100 input=3
                  tier batch x0.5:0
                  window 01:00-02:00 x0.5 output=1
                card p m/new 2026-01-01T00:00:00Z
                  standard input=1
                overlay deal account=a x0.8
                """);
        assertThat(BookDifference.between(older, newer))
                .extracting(c -> c.subject().split(" at ")[0] + ": " + c.place() + ": " + c.before() + " → " + c.after()
                        + (c.weight() == Weight.TO_CONFIRM ? " (confirm)" : ""))
                .containsExactly(
                        "book: mark-up: × 1.2 → × 1.3",
                        "book: mark-up of p: × 1.1 → null",
                        "m/a: mark-up: × 2 → × 20 (confirm)",
                        "m/a: service tier batch × charge: × 0.5 → × 0 (confirm)",
                        "m/a: standard beyond 100 input cost: 2.00 per 1000000 → 3.00 per 1000000",
                        "m/a: standard input charge: 2.00 per 1000000 → 3.00 per 1000000",
                        "m/a: standard reasoning cost: null → 0.00 per 1000000 (confirm)",
                        "m/a: window 01:00-02:00 output cost: null → 1.00 per 1000000",
                        "m/new: standard input cost: null → 1.00 per 1000000",
                        "m/gone: standard input cost: 1.00 per 1000000 → null",
                        "overlay deal: input charge: 1.00 per 1000000 → null",
                        "overlay deal: multiplier: × 0.9 → × 0.8");
        assertThat(BookDifference.between(newer, newer)).isEmpty();
    }

    @Test
    void namesRulesThatChangedToo() {
        PriceBook older = BookText.of(
                """
                card p m/a 2026-01-01T00:00:00Z
                  standard input=1:1
                overlay deal account=a x0.9
                """);
        PriceBook newer = BookText.of(
                """
                book falls=cache_read:input aborted=known
                card p m/a 2026-01-01T00:00:00Z cost=vendor type=vision mode=graduated
                  standard input=1:1
                overlay deal account=b x0.9
                """);
        assertThat(BookDifference.between(older, newer))
                .extracting(c -> c.subject().split(" at ")[0] + ": " + c.place())
                .containsExactly(
                        "book: charge policy",
                        "book: fall-backs",
                        "m/a: context",
                        "m/a: cost",
                        "m/a: model type",
                        "overlay deal: for");
    }
}
