package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.rating.CostChange.Kind;
import io.reckoner.kernel.rating.CostChange.Verdict;
import io.reckoner.kernel.rating.SheetUpdate.Scope;
import io.reckoner.kernel.usage.Component;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetUpdateTest {
    private static final Scope ALL = new Scope(EnumSet.allOf(Component.class), Set.of("batch", "flex", "priority"));
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
            input=2 output=8,           input=2 output=8 cache_read=0.5, NEW,   PASSES
            input=2 output=8,           input=2 output=8 cache_read=0.4, NEW,   LEAP
            input=2 output=8,           input=2 output=8 cache_read=0,   NEW,   ZERO
            input=2 output=8,           input=2 output=8 web_search=0.01, NEW,  PASSES
            input=2 output=8,           input=2 output=8 web_search=0,   NEW,   ZERO
            input=2 output=8,           input=2 output=8 request=0.01,   NEW,   ZERO
            input=2 output=8,           input=2 output=8 reasoning=16,   NEW,   PASSES
            input=2 output=8,           input=2 output=8 reasoning=120,  NEW,   LEAP
            input=2 output=8,           input=2 output=8 cache_write_5m=0, NEW, DOUBTFUL
            input=2 output=8,           input=2 output=8 input_audio=0,  NEW,   DOUBTFUL
            input=2 output=8,           input=2 output=8 | tier batch input=1,     NEW, PASSES
            input=2 output=8,           input=2 output=8 | tier batch input=0,     NEW, DOUBTFUL
            input=2 output=8,           input=2 output=8 | tier priority input=10, NEW, LEAP
            input=2 output=8,           input=2 output=8 | tier priority input=9.9, NEW, PASSES
            input=2 output=8,           input=2 output=8 | tier priority input=16, NEW, LEAP
            input=2 output=8,           input=2 output=8 | standard>200000 input=0, NEW, DOUBTFUL
            input=2 output=8,           input=2 output=8 | standard>200000 input=4, NEW, PASSES
            # what stands in for a price of a tier that goes: the tier without a threshold; then the standard price of its level
            input=2 | tier batch input=1 | tier batch>200000 input=4.9,  input=2 | tier batch input=1,   GONE, PASSES
            input=2 | tier batch input=1 | tier batch>200000 input=5,    input=2 | tier batch input=1,   GONE, LEAP
            input=2 | standard>200000 input=9 | tier batch>200000 input=2, input=2 | standard>200000 input=9, GONE, PASSES
            input=2 | standard>200000 input=9 | tier batch input=1.8,    input=2 | standard>200000 input=9,  GONE, LEAP
            input=2 | tier batch input=0.5,      input=2,                GONE,    PASSES
            input=2 | tier batch input=0.4,      input=2,                GONE,    LEAP
            input=2 | tier batch input=0,        input=2,                GONE,    ZERO
            # a charge of ours on the cost
            input=2 | tier batch input=1:3,      input=2,                GONE,    GONE
            # a tier that sheets of its kind do not name
            input=2 | tier ours input=1,         input=2,                ,
            input=2 output=8,           input=2 output=8 reasoning=900,  NEW,   DOUBTFUL
            input=2 output=8 cache_read=0.2, input=2 output=8,        GONE,     GONE
            """)
    void ordinaryChangesPassAndLeapsZerosLossesAndDoubtsWait(String book, String sheet, Kind kind, Verdict verdict) {
        PriceBook ours = BookText.of(OURS.formatted(book.replace(" | ", "\n")));
        SheetUpdate update = SheetUpdate.of(
                ours, BookText.of(SHEET.formatted(sheet.replace(" | ", "\n"))).cards(), ALL);
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
                new Scope(EnumSet.of(Component.INPUT, Component.OUTPUT), Set.of()));
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
        assertThat(texts(confirmed(meanwhile, sheet, held.changes())))
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
        assertThat(confirmed(book, sheet, held.changes()))
                .filteredOn(card -> card.model().equals("m/new"))
                .containsExactlyInAnyOrderElementsOf(sheet);
    }

    /** What waits is recorded against {@code input=2 output=8}: output 40, batch gone where there was one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            # book then; book now; refused because
            input=2 output=8 ; input=2 output=8 ;
            input=2 output=8 ; input=3 output=8 ;
            input=2 output=8 ; input=2 output=40 ;
            input=2 output=8 ; input=2 output=9 ; m/a at p: standard output was 8.00 per 1000000 when its change was recorded, and is 9.00 per 1000000 by now.
            input=2 output=8 ; input=2 ; m/a at p: standard output was 8.00 per 1000000 when its change was recorded, and is without a price by now.
            input=2 ; input=2 output=3 ; m/a at p: standard reasoning
            """)
    void aConfirmationIsRefusedWhereSomebodySetTheCostMeanwhile(String then, String now, String refused) {
        String sheetText = then.contains("output") ? "input=2 output=40" : "input=2 output=3 reasoning=900";
        List<RateCard> sheet = BookText.of(SHEET.formatted(sheetText)).cards();
        SheetUpdate held = SheetUpdate.of(BookText.of(OURS.formatted(then)), sheet, ALL);
        List<CostChange> waiting =
                held.changes().stream().filter(CostChange::waits).toList();
        assertThat(waiting).hasSize(1);
        PriceBook meanwhile = BookText.of(
                OURS.formatted(now.contains("=3") && !then.contains("output") ? now + " reasoning=4" : now));
        switch (SheetUpdate.confirmed(meanwhile, sheet, waiting)) {
            case SheetUpdate.Confirmed.Cards cards -> {
                assertThat(refused).isNull();
                assertThat(texts(cards.cards())).anyMatch(card -> card.contains("standard output 40.00"));
            }
            case SheetUpdate.Confirmed.Refused not ->
                assertThat(not.sentences()).singleElement().asString().startsWith(refused);
        }
    }

    @Test
    void aNewModelIsNotConfirmedOverOneThatSomebodyAddedMeanwhile() {
        List<RateCard> sheet = BookText.of(SHEET.formatted("input=0 output=0")).cards();
        SheetUpdate held = SheetUpdate.of(BookText.of("card p m/b 2026-01-01T00:00:00Z\nstandard input=1"), sheet, ALL);
        assertThat(SheetUpdate.confirmed(BookText.of(OURS.formatted("input=2")), sheet, held.changes()))
                .isEqualTo(new SheetUpdate.Confirmed.Refused(List.of("m/a at p: the book has the model by now.")));
    }

    private static List<RateCard> confirmed(PriceBook book, List<RateCard> sheet, List<CostChange> changes) {
        return ((SheetUpdate.Confirmed.Cards) SheetUpdate.confirmed(book, sheet, changes)).cards();
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
