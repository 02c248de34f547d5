package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.rating.CostChange.Kind;
import io.reckoner.kernel.rating.CostChange.Verdict;
import io.reckoner.kernel.usage.Component;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetUpdateTest {
    private static final Set<Component> ALL = EnumSet.allOf(Component.class);
    private static final String OURS =
            """
            book mark_up=1.2
            card p m/a 2026-01-01T00:00:00Z mark_up=2 falls=cache_read:input
              standard %s
            overlay deal account=x x0.9
            """;
    private static final String SHEET =
            """
            card p m/a 2026-02-01T00:00:00Z
              standard %s
            """;

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # book,                     sheet,                        kind,     verdict
            input=2 output=8,           input=2 output=8,             ,
            input=2 output=8,           input=2.00 output=0.000008/1, ,
            input=2 output=8,           input=3 output=8,             CHANGED,  PASSES
            input=2 output=8,           input=2 output=39.999,        CHANGED,  PASSES
            input=2 output=8,           input=2 output=40,            CHANGED,  LEAP
            input=2 output=8,           input=0.401 output=8,         CHANGED,  PASSES
            input=2 output=8,           input=0.4 output=8,           CHANGED,  LEAP
            input=0.1 output=8 cache_read=1, input=0.1 output=8 cache_read=0, CHANGED, ZERO
            input=0.1 output=8 cache_read=0, input=0.1 output=8 cache_read=1, CHANGED, ZERO
            input=2 output=8,           input=2 output=0,             CHANGED,  DOUBTFUL
            input=60 output=80,         input=120 output=80,          CHANGED,  DOUBTFUL
            input=2 output=8,           input=2 output=8 cache_read=0.2, NEW,   PASSES
            input=2 output=8,           input=2 output=8 reasoning=900,  NEW,   DOUBTFUL
            input=2 output=8 cache_read=0.2, input=2 output=8,        GONE,     GONE
            """)
    void ordinaryChangesPassAndLeapsZerosLossesAndDoubtsWait(String book, String sheet, Kind kind, Verdict verdict) {
        PriceBook ours = BookText.of(OURS.formatted(book));
        SheetUpdate update =
                SheetUpdate.of(ours, BookText.of(SHEET.formatted(sheet)).cards(), ALL);
        if (kind == null) {
            assertThat(update.changes()).isEmpty();
        } else {
            assertThat(update.changes().getFirst().kind()).isEqualTo(kind);
            assertThat(update.changes().getFirst().verdict()).isEqualTo(verdict);
        }
        assertThat(update.changesBook()).isEqualTo(verdict == Verdict.PASSES);
        assertThat(update.cards()).hasSize(verdict == Verdict.PASSES ? 2 : 1);
    }

    @Test
    void whatPassesHoldsFromTheSheetsInstantAndWhatWaitsKeepsItsOldCost() {
        SheetUpdate update = update(
                OURS.formatted("input=2:7 output=8 web_search=0.01"),
                SHEET.formatted("input=3 output=80 web_search=0.01"));
        assertThat(texts(update.cards()))
                .containsExactlyInAnyOrder(
                        "m/a 2026-01-01 ×2 [standard input 2.00, standard output 8.00, standard web_search 0.01]",
                        "m/a 2026-02-01 ×2 [standard input 3.00, standard output 8.00, standard web_search 0.01]");
        RateCard later = update.cards().stream()
                .filter(card -> card.effectiveFrom().toString().startsWith("2026-02"))
                .findFirst()
                .orElseThrow();
        assertThat(later.standard().flat().values().iterator().next().charge())
                .as("the stated charge stays ours")
                .hasToString("7.00 per 1000000");
        assertThat(later.fallBacks().stated()).isNotEmpty();
    }

    @Test
    void aNewModelWithOneDoubtfulPriceWaitsAsAWhole() {
        SheetUpdate update = update(
                OURS.formatted("input=2"),
                """
                card p m/new 2026-02-01T00:00:00Z
                  standard input=600 output=2500 cache_read=1
                card p m/fine 2026-02-01T00:00:00Z
                  standard input=6 output=25
                """);
        assertThat(update.changes())
                .extracting(c -> c.model() + " " + c.place().code() + ": " + c.verdict())
                .containsExactly(
                        "m/fine standard input: PASSES",
                        "m/fine standard output: PASSES",
                        "m/new standard input: DOUBTFUL",
                        "m/new standard cache_read: WITH_ITS_MODEL",
                        "m/new standard output: DOUBTFUL");
        assertThat(update.cards()).extracting(RateCard::model).containsExactlyInAnyOrder("m/a", "m/fine");
    }

    @Test
    void tiersThatTheBookHasAsMultipliersOrAtOtherHoursStayAsTheyAre() {
        SheetUpdate update = update(
                """
                card p m/a 2026-01-01T00:00:00Z
                  standard input=2
                  tier batch x0.5
                  window 16:00-17:00 x0.5
                """,
                """
                card p m/a 2026-02-01T00:00:00Z
                  standard input=2
                  tier batch input=1.5
                  tier flex input=1
                  window 18:00-19:00 input=1
                """);
        assertThat(update.changes()).extracting(c -> c.place().code()).containsExactly("flex input");
        assertThat(update.notes()).hasSize(2).anySatisfy(note -> assertThat(note)
                .contains("\"batch\" stays"));
    }

    @Test
    void aContextTierThatGoesLeavesTheStandardPriceInItsPlace() {
        SheetUpdate update = update(
                """
                card p m/a 2026-01-01T00:00:00Z
                  standard input=3 output=15
                  standard>200000 input=6 output=90
                """,
                SHEET.formatted("input=3 output=15"));
        assertThat(update.changes())
                .extracting(c -> c.place().code() + " " + c.verdict())
                .containsExactly("standard > 200000 input PASSES", "standard > 200000 output LEAP");
        assertThat(texts(update.cards()))
                .contains("m/a 2026-02-01 ×null [standard input 3.00, standard output 15.00,"
                        + " standard > 200000 output 90.00]");
    }

    @Test
    void whatSheetsOfItsKindNeverPriceIsNotGone() {
        SheetUpdate update = SheetUpdate.of(
                BookText.of(OURS.formatted("input=2 output=8 tool_call=0.01")),
                BookText.of(SHEET.formatted("input=2")).cards(),
                EnumSet.of(Component.INPUT, Component.OUTPUT));
        assertThat(update.changes())
                .extracting(c -> c.place().code() + " " + c.verdict())
                .containsExactly("standard output GONE");
    }

    @Test
    void cardsWithoutACostOfTheBookAreLeftAlone() {
        SheetUpdate update = update(
                """
                card p m/a 2026-01-01T00:00:00Z cost=unknown
                  standard input=-:2
                """,
                SHEET.formatted("input=3"));
        assertThat(update.changes()).isEmpty();
        assertThat(update.notes())
                .containsExactly("m/a at p from 2026-02-01T00:00:00Z: the book says cost: unknown, which stays");
    }

    @Test
    void confirmedCostsHoldFromTheInstantOfTheirSheetAndLaterCardsFollow() {
        PriceBook before = BookText.of(
                """
                card p m/a 2026-01-01T00:00:00Z
                  standard input=2 output=8
                """);
        List<RateCard> sheet = BookText.of(SHEET.formatted("input=20 output=8")).cards();
        SheetUpdate held = SheetUpdate.of(before, sheet, ALL);
        assertThat(held.changesBook()).isFalse();
        PriceBook meanwhile = BookText.of(
                """
                card p m/a 2026-01-01T00:00:00Z
                  standard input=2 output=8
                card p m/a 2026-03-01T00:00:00Z
                  standard input=2 output=9
                card p m/a 2026-04-01T00:00:00Z
                  standard input=4 output=9
                """);
        assertThat(texts(SheetUpdate.confirmed(meanwhile, sheet, held.changes())))
                .containsExactly(
                        "m/a 2026-01-01 ×null [standard input 2.00, standard output 8.00]",
                        "m/a 2026-02-01 ×null [standard input 20.00, standard output 8.00]",
                        "m/a 2026-03-01 ×null [standard input 20.00, standard output 9.00]",
                        "m/a 2026-04-01 ×null [standard input 4.00, standard output 9.00]");
    }

    @Test
    void aConfirmedNewModelComesWithAllItsCards() {
        List<RateCard> sheet = BookText.of(
                        """
                card p m/new 2026-02-01T00:00:00Z
                  standard input=0 output=0
                card p m/new 2026-05-01T00:00:00Z
                  standard input=1 output=2
                """)
                .cards();
        PriceBook book = BookText.of(OURS.formatted("input=2"));
        SheetUpdate held = SheetUpdate.of(book, sheet, ALL);
        assertThat(held.changesBook()).isFalse();
        assertThat(SheetUpdate.confirmed(book, sheet, held.changes()))
                .filteredOn(card -> card.model().equals("m/new"))
                .containsExactlyInAnyOrderElementsOf(sheet);
    }

    private static SheetUpdate update(String book, String sheet) {
        return SheetUpdate.of(BookText.of(book), BookText.of(sheet).cards(), ALL);
    }

    private static List<String> texts(List<RateCard> cards) {
        return cards.stream()
                .map(card ->
                        card.model() + " " + card.effectiveFrom().toString().substring(0, 10) + " ×" + card.markUp()
                                + " "
                                + CostFigures.of(card).entrySet().stream()
                                        .map(e -> e.getKey().code() + " "
                                                + e.getValue().toString().split(" per ")[0])
                                        .toList())
                .toList();
    }
}
