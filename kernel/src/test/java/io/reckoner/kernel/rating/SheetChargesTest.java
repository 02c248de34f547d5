package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.rating.SheetUpdate.Confirmed;
import io.reckoner.kernel.rating.SheetUpdate.Scope;
import io.reckoner.kernel.usage.Component;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sheet of others speaks of costs: what the book charges by a stated charge stays, wherever usage meets it. */
class SheetChargesTest {
    private static final Scope ALL = new Scope(EnumSet.allOf(Component.class), Set.of("batch", "flex", "priority"));
    private static final String OURS =
            """
            book mark_up=1.2
            card openai m/a 2026-01-01T00:00:00Z
              standard %s
            """;
    private static final String DEAL = "overlay deal account=acct output=12\n";
    private static final String SHEET =
            """
            card openai m/a 2026-02-01T00:00:00Z
              standard %s
            """;

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # book,                                     sheet,                                        usage,                         cost,   charged, and then
            input=2.5:3,                                input=2.5 | tier batch input=1.25,            batch input=1000000,           1.25,   3,       3
            input=2.5:3,                                input=2.5 | tier batch input=1.25,            batch cache_write_5m=1000000,  1.25,   3,       3
            input=2.5:3,                                input=2.5 | standard>200000 input=5,          standard input=1000000,        5,      3,       3
            input=2.5:3,                                input=2.5 | standard>200000 input=5,          standard input=100000,         0.25,   0.3,     0.3
            input=2.5:3,                                input=2.5 | standard>200000 input=5 | tier batch input=1.25, batch input=1000000, 1.25, 3,    3
            input=2.5:3 | standard>100000 input=4:7,    input=2.5 | standard>100000 input=4 | standard>200000 input=5, standard input=1000000, 5, 7,  7
            input=2.5:3 | standard>100000 input=4:7,    input=2.5 | standard>100000 input=4 | standard>200000 input=5, standard input=150000, 0.6, 1.05, 1.05
            input=2.5 | standard>200000 input=4:6,      input=2.5 | standard>200000 input=4 | tier batch>200000 input=2, batch input=1000000, 2, 6,   6
            input=2.5:3,                                input=2.5 | window 00:00-18:00 input=1.25,    standard input=1000000,        1.25,   3,       3
            input=2.5 output=8:10,                      input=2.5 output=8 reasoning=16,              standard reasoning=1000000,    16,     10,      10
            input=2.5:3,                                input=2.5 cache_write_5m=3.125,               standard cache_write_1h=1000000, 3.125, 3,      3
            input=2.5:3 | tier batch x0.5,              input=2.5 | standard>200000 input=5,          batch input=1000000,           2.5,    1.5,     1.5
            input=2.5:3 | window 00:00-18:00 x1:0.5,    input=2.5 | tier batch input=1.25,            batch input=1000000,           1.25,   1.5,     1.5
            # where no charge is stated, the mark-up goes with the cost
            input=2.5 output=8:10,                      input=2.5 output=8 | tier batch input=1.25,   batch input=1000000,           1.25,   3,       1.5
            """)
    void aCostOfItsOwnComesInUnderTheChargeThatWasMetThere(
            String book, String sheet, String usage, String cost, String charged, String then) {
        PriceBook ours = BookText.of(OURS.formatted(lines(book)));
        SheetUpdate update = SheetUpdate.of(ours, sheet(sheet), ALL);
        assertThat(update.changes()).isNotEmpty().noneMatch(CostChange::waits);
        RatedEvent rated = rated(with(ours, update.cards()), usage);
        assertThat(rated.rated()).isEqualTo(Money.parse(cost));
        assertThat(rated(ours, usage).charge()).isEqualTo(Money.parse(charged));
        assertThat(rated.charge()).isEqualTo(Money.parse(then));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # book,                                        sheet,                                                       usage,                            would move
            input=2.5:3 | standard>200000 input=4:6,       input=2.5 | standard>200000 input=4 | tier batch input=1.25, batch input=1000000,              your charge of service tier batch beyond 200000 input from 6.00 per 1000000 to 3.00 per 1000000
            input=2.5:3 | window 00:00-18:00 input=2:2.2,  input=2.5 | window 00:00-18:00 input=2 | tier batch input=1.25, batch input=1000000,           your charge of service tier batch window 00:00-18:00 input from 2.20 per 1000000 to 3.00 per 1000000
            input=2.5 output=8,                            input=2.5 output=8 reasoning=16,                             standard reasoning=1000000,       the charge of overlay deal for reasoning from 12.00 per 1000000 to 19.20 per 1000000
            """)
    void aCostThatWouldMoveAChargeAllTheSameWaitsAndIsNotConfirmed(
            String book, String sheet, String usage, String moved) {
        PriceBook ours = BookText.of(OURS.formatted(lines(book)) + DEAL);
        Money before = rated(ours, usage).charge();
        SheetUpdate update = SheetUpdate.of(ours, sheet(sheet), ALL);
        assertThat(update.changes()).extracting(CostChange::verdict).containsExactly(CostChange.Verdict.CHARGE);
        assertThat(update.changesBook()).isFalse();
        assertThat(update.notes()).anySatisfy(note -> assertThat(note)
                .startsWith("m/a at openai from 2026-02-01T00:00:00Z: the cost of ")
                .contains(" would move " + moved + ", and is not taken"));
        assertThat(rated(with(ours, update.cards()), usage).charge()).isEqualTo(before);
        assertThat(SheetUpdate.confirmed(ours, sheet(sheet), update.changes()))
                .isInstanceOfSatisfying(Confirmed.Refused.class, refused -> assertThat(refused.sentences())
                        .contains("m/a at openai: " + moved
                                + " would be moved. Reject the change, or import a book that states both."));
    }

    @Test
    void theCostThatComesInUnderAChargeIsNamedWithIt() {
        SheetUpdate update = SheetUpdate.of(
                BookText.of(OURS.formatted("input=2.5:3")), sheet("input=2.5 | tier batch input=1.25"), ALL);
        assertThat(update.notes())
                .containsExactly("m/a at openai from 2026-02-01T00:00:00Z: batch input has a cost of its own, 1.25 per"
                        + " 1000000; your charge of 3.00 per 1000000, met there until now, stays");
    }

    @Test
    void aConfirmedCostComesInUnderTheChargeToo() {
        PriceBook ours = BookText.of(
                OURS.formatted("input=2.5:3")
                        + """
                card openai m/a 2026-02-01T06:00:00Z
                  standard input=2.5:4
                """);
        List<RateCard> sheet = sheet("input=2.5 | tier priority input=12.5");
        SheetUpdate held = SheetUpdate.of(ours, sheet, ALL);
        assertThat(held.changes()).extracting(CostChange::verdict).containsExactly(CostChange.Verdict.LEAP);
        assertThat(held.notes()).as("of what waits").isEmpty();
        Confirmed.Cards confirmed = (Confirmed.Cards) SheetUpdate.confirmed(ours, sheet, held.changes());
        RatedEvent later = rated(with(ours, confirmed.cards()), "priority input=1000000");
        assertThat(later.rated()).as("the later card follows").isEqualTo(Money.parse("12.5"));
        assertThat(later.charge()).as("under its own charge").isEqualTo(Money.parse("4"));
    }

    @Test
    void othersOfTheModelAreConfirmedWithoutWhatMovesACharge() {
        PriceBook ours = BookText.of(OURS.formatted("input=2.5:3 output=8\n  standard>200000 input=4:6"));
        List<RateCard> sheet = sheet("input=2.5 output=80 | standard>200000 input=4 | tier batch input=1.25");
        SheetUpdate held = SheetUpdate.of(ours, sheet, ALL);
        assertThat(held.changes())
                .extracting(change -> change.place().code() + ": " + change.verdict())
                .containsExactly("standard output: LEAP", "batch input: CHARGE");
        Confirmed.Cards confirmed = (Confirmed.Cards) SheetUpdate.confirmed(ours, sheet, held.changes());
        assertThat(confirmed.leftOut())
                .extracting(change -> change.place().code())
                .containsExactly("batch input");
        PriceBook now = with(ours, confirmed.cards());
        assertThat(rated(now, "standard output=1000000").rated()).isEqualTo(Money.parse("80"));
        assertThat(rated(now, "batch input=1000000").rated()).isEqualTo(Money.parse("4"));
    }

    @Test
    void oneNoteTellsOfAChargeThatIsMovedInManySituations() {
        PriceBook ours = BookText.of(
                OURS.formatted(
                        "input=2.5:3\n  standard>200000 input=4:6\n  standard>300000 input=5:7\n  window 00:00-18:00 input=2:2.2"));
        SheetUpdate update = SheetUpdate.of(
                ours,
                sheet("input=2.5 | standard>200000 input=4 | standard>300000 input=5 | window 00:00-18:00 input=2"
                        + " | tier batch input=1.25"),
                ALL);
        assertThat(update.notes())
                .singleElement()
                .asString()
                .contains("the cost of batch input would move your charge of service tier batch ");
    }

    @Test
    void aCostThatGoesUnderAChargeOfOursStaysAndIsNotConfirmed() {
        PriceBook ours = BookText.of(OURS.formatted("input=2\ntier batch input=1:3"));
        SheetUpdate update = SheetUpdate.of(ours, sheet("input=2"), ALL);
        assertThat(update.changesBook()).isFalse();
        assertThat(update.notes())
                .containsExactly(
                        "m/a at openai from 2026-02-01T00:00:00Z: the sheet has no cost of batch input any more; your"
                                + " charge of 3.00 per 1000000 stands on it, and both stay");
        assertThat(SheetUpdate.confirmed(ours, sheet("input=2"), update.changes()))
                .isEqualTo(new Confirmed.Refused(List.of(
                        "m/a at openai: batch input: your charge of 3.00 per 1000000 stands on this cost. Reject"
                                + " the change, or import a book without that charge first.")));
    }

    private static PriceBook with(PriceBook book, List<RateCard> cards) {
        return PriceBook.of(8, book.terms(), cards, book.overlays());
    }

    private static List<RateCard> sheet(String costs) {
        return BookText.of(SHEET.formatted(lines(costs))).cards();
    }

    private static String lines(String text) {
        return text.replace(" | ", "\n");
    }

    /** Usage of {@code acct} at noon of the sheet's first day. */
    private static RatedEvent rated(PriceBook book, String usage) {
        String[] words = usage.split(" ");
        return RatedEvent.of(
                book,
                RatedEvent.request("m/a", "2026-02-01T12:00:00Z", words[1])
                        .withServiceTier(words[0])
                        .withAccount(new AccountTerms("acct", List.of()), KeyKind.PAYG));
    }
}
