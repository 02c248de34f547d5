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
                .filteredOn(change -> !change.contains("effective"))
                .containsExactly(
                        "book: mark-up: × 1.2 → × 1.3",
                        "book: mark-up of p: × 1.1 → null (confirm)",
                        "m/a: mark-up: × 2 → × 20 (confirm)",
                        "m/a: service tier batch × charge: × 0.5 → × 0 (confirm)",
                        "m/a: standard beyond 100 input cost: 2.00 per 1000000 → 3.00 per 1000000",
                        "m/a: standard input charge: 2.00 per 1000000 → 3.00 per 1000000",
                        "m/a: standard reasoning cost: null → 0.00 per 1000000 (confirm)",
                        "m/a: window 01:00-02:00 output cost: null → 1.00 per 1000000",
                        "m/new: standard input cost: null → 1.00 per 1000000",
                        "m/gone: standard input cost: 1.00 per 1000000 → null (confirm)",
                        "overlay deal: input charge: 1.00 per 1000000 → null (confirm)",
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

    /** Cards and overlays before; the same after; what is to be confirmed. Lines are separated by {@code |}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            # before; after; to be confirmed
            # a mark-up stated for the first time, or no longer: against the one above it
            card input=2.5 ; card mark_up=125 input=2.5 ; m/a: mark-up: null → × 125
            card input=2.5 ; card mark_up=5.9 input=2.5 ;
            card input=2.5 ; card mark_up=6 input=2.5 ; m/a: mark-up: null → × 6
            card mark_up=125 input=2.5 ; card input=2.5 ; m/a: mark-up: × 125 → null
            card input=2.5 ; book mark_up=1.2 p=10 | card input=2.5 ; book: mark-up of p: null → × 10
            card input=2.5 ; book mark_up=1.2 p=0 | card input=2.5 ; book: mark-up of p: null → × 0
            # mark-up and cost together
            card input=2 ; card mark_up=3.6 input=4 ; m/a: effective input charge: 2.40 → 14.40
            card input=2 ; card mark_up=3 input=3.9 ;
            # a charge stated for the first time, or no longer: against cost times mark-up
            card input=2.5 ; card input=2.5:250 ; m/a: effective input charge: 3.00 → 250.00
            card input=2.5 ; card input=2.5:14.99 ;
            card input=2.5 ; card input=2.5:15 ; m/a: effective input charge: 3.00 → 15.00
            card input=2.5:0 ; card input=2.5 ; m/a: standard input charge: 0.00 → null & m/a: effective input charge: 0.00 → 3.00
            # a service tier: against the standard price
            card input=2.5 ; card input=2.5 | tier default input=250 ; m/a: effective service tier default input cost: 2.50 → 250.00 & m/a: effective service tier default input charge: 3.00 → 300.00
            card input=2.5 ; card input=2.5 | tier batch input=1.25 ;
            card input=2.5 ; card input=2.5 | tier batch x0.2:1 ; m/a: service tier batch × cost: null → × 0.2
            card input=2.5 | tier batch input=0.1 ; card input=2.5 ; m/a: service tier batch input cost: 0.10 → null & m/a: effective service tier batch input cost: 0.10 → 2.50 & m/a: effective service tier batch input charge: 0.12 → 3.00
            card input=2.5 | tier batch x0.1 ; card input=2.5 | tier batch x0.5 input=1.25 ; m/a: service tier batch × charge: × 0.1 → × 0.5 & m/a: service tier batch × cost: × 0.1 → × 0.5 & m/a: effective service tier batch input cost: 0.25 → 1.25 & m/a: effective service tier batch input charge: 0.30 → 1.50
            # a context tier: against the price below
            card input=2.5 ; card input=2.5 | standard>200000 input=250 ; m/a: effective beyond 200000 input cost: 2.50 → 250.00 & m/a: effective beyond 200000 input charge: 3.00 → 300.00
            card input=2.5 ; card input=2.5 | standard>200000 input=5 ;
            # a window
            card input=2.5 ; card input=2.5 | window 16:00-17:00 input=0.5 ; m/a: effective window 16:00-17:00 input cost: 2.50 → 0.50 & m/a: effective window 16:00-17:00 input charge: 3.00 → 0.60
            # a component: against its fall-back
            card output=10 reasoning=60 ; card output=10 ; m/a: standard reasoning cost: 60.00 → null & m/a: effective reasoning cost: 60.00 → 10.00 & m/a: effective reasoning charge: 72.00 → 12.00
            card output=10 reasoning=49 ; card output=10 ; m/a: standard reasoning cost: 49.00 → null
            card output=10 ; card output=10 reasoning=50 ; m/a: effective reasoning cost: 10.00 → 50.00 & m/a: effective reasoning charge: 12.00 → 60.00
            card input=2 ; card input=2 cache_read=0.2 ;
            card input=2 cache_read=0.2 ; card input=2 ; m/a: standard cache_read cost: 0.20 → null
            card input=2 ; card input=2 cache_read=0 ; m/a: standard cache_read cost: null → 0.00
            # what is stated no longer, whatever stands in for it
            card input=2.5:4 output=10:16 ; card input=2.5:4 output=10 ; m/a: standard output charge: 16.00 → null
            card input=2.5 | tier batch input=1.25 | tier priority input=5 ; card input=2.5 | tier batch input=1.25 ; m/a: service tier priority input cost: 5.00 → null
            card input=2.5 | tier batch x0.5 ; card input=2.5 ; m/a: service tier batch × cost: × 0.5 → null & m/a: service tier batch × charge: × 0.5 → null
            card input=2.5 | tier batch x1 ; card input=2.5 ;
            card input=2.5 | standard>200000 input=5 ; card input=2.5 ; m/a: standard beyond 200000 input cost: 5.00 → null
            card input=2.5 | window 16:00-17:00 input=2 ; card input=2.5 ; m/a: window 16:00-17:00 input cost: 2.00 → null
            card mark_up=2 input=2.5 ; card input=2.5 ; m/a: mark-up: × 2 → null
            card mark_up=1.2 input=2.5 ; card input=2.5 ;
            card cost=vendor input=2.5 ; card input=2.5 ; m/a: cost: vendor → book
            card input=2.5 output=10 ; card cache_write_1h=5 ; m/a: standard input cost: 2.50 → null & m/a: standard output cost: 10.00 → null
            card falls=input_image:none input=2 ; card falls=input_audio:none input=2 ; m/a: effective input_audio cost: 2.00 → null & m/a: effective input_audio charge: 2.40 → null
            card input=2.5 | overlay o account=a input=2 ; card input=2.5 ; overlay o: input charge: 2.00 → null
            card input=2.5 | overlay o account=a x0.9 ; card input=2.5 ; overlay o: multiplier: × 0.9 → null
            card input=2.5 | overlay o account=a x1 ; card input=2.5 ;
            # what was not asked for, and is
            card input=2 ; card input=2 request=0.01 ; m/a: effective request cost: 0.00 → 0.01 & m/a: effective request charge: 0.00 → 0.012
            # a rule that moves a price
            card input=20 cache_read=2 cache_write_5m=3 ; card falls=cache_write_5m:cache_read input=20 cache_read=2 cache_write_5m=3 ;
            card falls=cache_write_5m:cache_read input=20 cache_read=2 ; card input=20 cache_read=2 ; m/a: effective cache_write_5m cost: 2.00 → 20.00 & m/a: effective cache_write_5m charge: 2.40 → 24.00 & m/a: effective cache_write_1h cost: 2.00 → 20.00 & m/a: effective cache_write_1h charge: 2.40 → 24.00
            # overlays: against what is charged without
            card input=2.5 ; card input=2.5 | overlay o account=a x100 ; overlay o: multiplier: null → × 100
            card input=2.5 ; card input=2.5 | overlay o account=a x0.9 ;
            card input=2.5 | overlay o plan=free x0 ; card input=2.5 ; overlay o: multiplier: × 0 → null
            card input=2.5 ; card input=2.5 | overlay o account=a input=250 ; overlay o: effective input charge of m/a at p: 3.00 → 250.00
            card input=2.5 ; card input=2.5 | overlay o account=a input=2 ;
            card input=2.5 | overlay o account=a input=0.1 ; card input=2.5 ; overlay o: input charge: 0.10 → null & overlay o: effective input charge of m/a at p: 0.10 → 3.00
            card input=2.5 | overlay o account=a x0.1 ; card input=2.5 | overlay o account=b x0.1 ; overlay o: effective input charge of m/a at p: 0.30 → 3.00
            card input=2.5 | overlay f plan=free x0.1 | overlay o account=a x0.5 ; card input=2.5 | overlay f plan=free x0.1 ; overlay o: multiplier: × 0.5 → null & overlay o: effective input charge of m/a at p: 1.50 → 0.30
            card input=2.5 | overlay o account=a x0.2 to=2026-02-01T00:00:00Z ; card input=2.5 | overlay o account=a x0.2 ; overlay o: effective input charge of m/a at p: 3.00 → 0.60
            """)
    void whatComesOrGoesIsHeldAgainstWhatStoodOrStandsInItsPlace(String before, String after, String confirm) {
        assertThat(BookDifference.between(book(before), book(after)).stream()
                        .filter(change -> change.weight() == Weight.TO_CONFIRM)
                        .map(c ->
                                c.subject().split(" at ")[0] + ": " + c.place() + ": " + c.before() + " → " + c.after())
                        .map(text -> text.replace(" per 1000000", "").replace(" per 1", "")))
                .containsExactlyInAnyOrder(confirm == null ? new String[0] : confirm.split(" & "));
    }

    private static PriceBook book(String text) {
        String lines = text.replace(" | ", "\n")
                .replaceAll(
                        "(?m)^card ((?:mark_up|falls|cost)=\\S+ )?", "card p m/a 2026-01-01T00:00:00Z $1\nstandard ");
        return BookText.of(lines.contains("book") ? lines : "book mark_up=1.2\n" + lines);
    }
}
