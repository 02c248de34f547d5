package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.rating.BookChange.Rate;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookDifferenceTest {
    /** Cards of {@code m/a} at {@code openai} from 1 January unless the case writes its own; {@code !} needs confirmation. */
    @ParameterizedTest(name = "[{index}] {0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # before                                  | after                                            | changes
                    standard input=2 output=8                 | standard input=2 output=8                        |
                    standard input=2                          | standard input=2:2                               |
                    standard input=2                          | standard input=3                                 | input cost 2 -> 3; input charge 2 -> 3
                    standard input=2                          | standard input=9.999999                          | input cost 2 -> 9.999999; input charge 2 -> 9.999999
                    standard input=2                          | standard input=10                                | !input cost 2 -> 10; !input charge 2 -> 10
                    standard input=10                         | standard input=2                                 | !input cost 10 -> 2; !input charge 10 -> 2
                    standard input=2                          | standard input=2:0                               | !input charge 2 -> 0
                    standard input=2:0                        | standard input=2:2                               | !input charge 0 -> 2
                    standard input=0                          | standard input=0:0                               |
                    standard input=2                          | standard input=2 output=8                        | output cost none -> 8; output charge none -> 8; reasoning cost none -> 8; reasoning charge none -> 8
                    standard input=2 cache_read=1             | standard input=2                                 | cache_read cost 1 -> none; cache_read charge 1 -> none; cache_read_audio cost 1 -> none; cache_read_audio charge 1 -> none
                    standard cache_read=2 / tier batch x0.5   | standard cache_read=2 / tier batch x0.05         | !batch cache_read cost 1 -> 0.1; !batch cache_read charge 1 -> 0.1; !batch cache_read_audio cost 1 -> 0.1; !batch cache_read_audio charge 1 -> 0.1
                    standard cache_read=2                     | standard cache_read=2 / standard>1000 cache_read=30 | !cache_read cost 2 -> 30; !cache_read charge 2 -> 30; !cache_read_audio cost 2 -> 30; !cache_read_audio charge 2 -> 30
                    standard output_image=2                   | standard output_image=2 / window 16:30-00:30 x0.5:1 | output_image cost 2 -> 1
                    """)
    void comparesPricesAsEventsMeetThem(String before, String after, @Nullable String changes) {
        List<BookChange> found = BookDifference.between(book(before), book(after));
        List<String> wanted = changes == null ? List.of() : List.of(changes.split("; "));
        // Fall-backs of input repeat what input says; the table names them where they are the point.
        assertThat(found.stream()
                        .map(BookDifferenceTest::text)
                        .filter(text -> wanted.contains(text) || !isFallBackOfInput(text))
                        .toList())
                .isEqualTo(wanted);
    }

    @Test
    void aRaisedMarkUpShowsAsChangedCharges() {
        String card = "\ncard openai m/a 2026-01-01T00:00:00Z\n  standard cache_read=1";
        assertThat(BookDifference.between(BookText.of("book mark_up=1.2" + card), BookText.of("book mark_up=6" + card)))
                .extracting(BookDifferenceTest::text)
                .containsExactly("!cache_read charge 1.2 -> 6", "!cache_read_audio charge 1.2 -> 6");
    }

    @Test
    void aPriceFromALaterDayOnIsComparedWithWhatHeldThen() {
        String old =
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard cache_read=1
                card openai m/a 2026-02-01T00:00:00Z
                  standard cache_read=2
                """;
        String more =
                """
                card openai m/a 2026-03-01T00:00:00Z
                  standard cache_read=0.4
                """;
        assertThat(BookDifference.between(BookText.of(old), BookText.of(old + more)))
                .first()
                .satisfies(change -> {
                    assertThat(text(change)).isEqualTo("!cache_read cost 2 -> 0.4");
                    assertThat(((BookChange.RateChanged) change).from()).isEqualTo("2026-03-01T00:00:00Z");
                });
    }

    @Test
    void modelsComeAndGoWithoutConfirmation() {
        PriceBook one = BookText.of("card openai m/a 2026-01-01T00:00:00Z\n  standard input=1");
        PriceBook other = BookText.of("card openai m/b 2026-02-01T00:00:00Z\n  standard input=1");
        assertThat(BookDifference.between(one, other))
                .extracting(BookDifferenceTest::text)
                .containsExactly("removed m/a from 2026-01-01T00:00:00Z", "added m/b from 2026-02-01T00:00:00Z");
    }

    @ParameterizedTest(name = "[{index}] {0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    overlay a account=x on=all x0.9 |                                    | overlay a removed
                                                    | overlay a account=x on=all x0.9    | overlay a added
                    overlay a account=x on=all x0.9 | overlay a account=x on=all x0.8    | overlay a changed
                    overlay a account=x on=all x0.9 | overlay a account=x on=all x0      | !overlay a changed
                    overlay a account=x on=all x0.9 | overlay a account=x on=all x4.5    | !overlay a changed
                    overlay a account=x on=all input=1 | overlay a account=x on=all input=5 | !overlay a changed
                    overlay a account=x on=all input=1 | overlay a account=x on=all input=4 | overlay a changed
                    overlay a account=x on=all x0.9 | overlay a account=y on=all x0.9    | overlay a changed
                    """)
    void judgesOverlaysByMultiplierAndOwnPrices(@Nullable String before, @Nullable String after, String change) {
        String card = "card openai m/a 2026-01-01T00:00:00Z\n  standard input=1\n";
        assertThat(BookDifference.between(
                        BookText.of(card + (before == null ? "" : before)),
                        BookText.of(card + (after == null ? "" : after))))
                .extracting(BookDifferenceTest::text)
                .containsExactly(change);
    }

    @Test
    void otherTermsAreNamed() {
        String card = "card openai m/a 2026-01-01T00:00:00Z type=%s\n  standard input=1\n";
        assertThat(BookDifference.between(
                        BookText.of(String.format(Locale.ROOT, card, "llm")),
                        BookText.of("book aborted=nothing\n" + String.format(Locale.ROOT, card, "embedding"))))
                .extracting(BookDifferenceTest::text)
                .containsExactly("other terms of m/a", "terms of the book");
    }

    @Test
    void showsRatesExactlyWhereTheyCanBeWritten() {
        // 0.017 USD per 60 seconds, counted in millionths: 17000 / 60 picos each, 0.000283... USD a second.
        Rate rate = new Rate(BigInteger.valueOf(17_000), BigInteger.valueOf(60));
        assertThat(rate.dollarsPer(60, 6)).isEqualByComparingTo("0.017");
        assertThat(rate.dollarsPer(1, 6).toPlainString()).startsWith("0.00028333333333333333333");
    }

    private static PriceBook book(String card) {
        return BookText.of("card openai m/a 2026-01-01T00:00:00Z\n" + card.replace(" / ", "\n"));
    }

    private static boolean isFallBackOfInput(String text) {
        return text.matches("!?(cache_write_5m|cache_write_1h|input_audio|input_image) .*")
                || text.matches("!?(reasoning|output_audio) .*");
    }

    private static String text(BookChange change) {
        String mark = change.needsConfirmation() ? "!" : "";
        return mark
                + switch (change) {
                    case BookChange.ModelAdded added -> "added " + added.model() + " from " + added.from();
                    case BookChange.ModelRemoved removed -> "removed " + removed.model() + " from " + removed.from();
                    case BookChange.CardChanged card -> "other terms of " + card.model();
                    case BookChange.TermsChanged terms -> "terms of the book";
                    case BookChange.OverlayChanged overlay ->
                        "overlay " + overlay.name() + " "
                                + overlay.what().name().toLowerCase(Locale.ROOT);
                    case BookChange.RateChanged rate ->
                        (rate.serviceTier() == null ? "" : rate.serviceTier() + " ")
                                + rate.component().code() + " "
                                + rate.side().name().toLowerCase(Locale.ROOT) + " "
                                + text(rate.before()) + " -> " + text(rate.after());
                };
    }

    private static String text(@Nullable Rate rate) {
        return rate == null ? "none" : rate.dollarsPer(1_000_000, 0).toPlainString();
    }
}
