package io.reckoner.kernel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.Movement;
import io.reckoner.kernel.settlement.MovementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run from 1 to 4 March did to an account, and the entries of it. */
class BookkeeperTest {
    private static final Bookkeeper BOOKS = new Bookkeeper(
            new PostingRules(ChartOfAccounts.STANDARD, 7),
            Instant.parse("2026-03-01T00:00:00Z"),
            Instant.parse("2026-03-04T00:00:00Z"));

    static List<BooksCase> cases() throws IOException {
        return BooksCase.read(Files.readString(Path.of("src/test/resources/journal/books-cases.txt")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void booksWhatSettlementDid(BooksCase story) {
        assertThat(BooksCase.text(BOOKS.entries("acct_1", story.movements, story.usage, story.dealings())))
                .isEqualTo(story.expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOrderOfMovementsDoesNotMatter(BooksCase story) {
        List<Movement> shuffled = new ArrayList<>(story.movements);
        Collections.shuffle(shuffled, new Random(42));
        List<JournalEntry> entries = BOOKS.entries("acct_1", shuffled, story.usage, story.dealings());
        assertThat(entries).isEqualTo(BOOKS.entries("acct_1", story.movements, story.usage, story.dealings()));
        assertThat(entries).extracting(JournalEntry::id).doesNotHaveDuplicates();
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.key().account()).isEqualTo("acct_1");
            assertThat(entry.key().run()).isEqualTo(7);
        });
    }

    @ParameterizedTest
    @EnumSource(value = MovementType.class, mode = EnumSource.Mode.EXCLUDE, names = "OPENING_SHORTFALL")
    void everyTypeOfMovementOccursInSomeCase(MovementType type) throws IOException {
        assertThat(cases().stream().flatMap(story -> story.movements.stream()))
                .anyMatch(movement -> movement.type() == type);
    }

    @Test
    void openingBalancesAreBookedByOneEntryAndNotByTheDay() throws IOException {
        BooksCase story = named("a top-up with its bonus and discount");
        LocalDate day = LocalDate.parse("2026-03-02");
        List<Movement> opening =
                List.of(new Movement(day, MovementType.OPENING_SHORTFALL, null, "", Money.parse("3.25")));
        assertThatThrownBy(() -> BOOKS.entries("acct_1", opening, story.usage, story.dealings()))
                .hasMessage("opening balances are booked by one entry, not by the day");
    }

    @Test
    void moneyWithoutItsReceiptIsNotBooked() throws IOException {
        BooksCase story = named("a top-up with its bonus and discount");
        assertThatThrownBy(() -> BOOKS.entries("acct_1", story.movements, story.usage, Dealings.NONE))
                .hasMessage(
                        "no receipt is known of payment or debit pay_7; credit that was paid for or paid back cannot"
                                + " be booked without");
    }

    @Test
    void switchCreditOfNoKnownCycleIsNotBooked() throws IOException {
        BooksCase story = named("a switch takes the rest of the old cycle, its own day included");
        assertThatThrownBy(() -> BOOKS.entries("acct_1", story.movements, story.usage, Dealings.NONE))
                .hasMessage("switch credit switch:sw_1:wallet:switch_credit belongs to no cycle among the dealings of"
                        + " acct_1");
    }

    @Test
    void aClawBackSaysWhatItTakesBack() throws IOException {
        BooksCase story = named("each debit has an entry of its own");
        Dealings silent =
                new Dealings(story.dealings().receipts(), Map.<String, LotKind>of(), List.of(), List.of(), List.of());
        assertThatThrownBy(() -> BOOKS.entries("acct_1", story.movements, story.usage, silent))
                .hasMessage("claw-back claw_1 does not say which kind of credit it takes back");
    }

    private static BooksCase named(String name) throws IOException {
        return cases().stream()
                .filter(story -> story.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
