package io.reckoner.kernel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.money.Money;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalEntryTest {
    private static final EntryKey KEY = new EntryKey(7, "acct_1", LocalDate.parse("2026-03-01"), EntryKind.USAGE, "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Assets:Bank 1.00 USD                                           | an entry must balance
            Assets:Bank 1.00 USD, Income:Usage -0.999999999999 USD         | sum to 0.000000000001
            Assets:Bank 1.00 USD, Income:Usage -1.00 PLANUSD               | an entry must balance
            Assets:Bank 1.00 USD, Equity:A -1.00 USD, Equity:B 1.00 PLANUSD | in PLANUSD sum to 1.00
            Assets:Bank 1.00 USD, Assets:Bank -1.00 USD                    | account Assets:Bank occurs twice
            Assets:Bank 1.00 USD, Assets:Bank 1.00 USD, Equity:A -2.00 USD | account Assets:Bank occurs twice
            """)
    void whatDoesNotBalanceCannotBeMade(String postings, String refusal) {
        List<Posting> legs = postings(postings);
        assertThatThrownBy(() -> new JournalEntry(KEY, "Usage", legs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(refusal);
    }

    @Test
    void anEntrySaysSomething() {
        assertThatThrownBy(() -> new JournalEntry(KEY, "Usage", List.of())).hasMessageContaining("without postings");
        assertThatThrownBy(() -> postings("Assets:Bank 0.00 USD")).hasMessageContaining("a posting of zero");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Income:Usage -3.00 USD, Assets:Bank 1.00 USD, Expenses:OverRun 2.00 USD | Assets:Bank, Expenses:OverRun, Income:Usage
            Equity:B -1.00 PLANUSD, Equity:A 1.00 PLANUSD, Equity:A -2.00 USD, Assets:Bank 2.00 USD | Assets:Bank, Equity:A, Equity:A, Equity:B
            """)
    void postingsStandInOneOrderMoneyFirstDebitsBeforeCredits(String postings, String order) {
        JournalEntry entry = new JournalEntry(KEY, "Usage", postings(postings));
        assertThat(entry.postings()).extracting(leg -> leg.account().name()).containsExactly(order.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            7 | acct_1 | 2026-03-01 | usage   | ''  | b2b0877413ad572394306b1c3c224c3a
            8 | acct_1 | 2026-03-01 | usage   | ''  | -
            7 | acct_2 | 2026-03-01 | usage   | ''  | -
            7 | acct_1 | 2026-03-02 | usage   | ''  | -
            7 | acct_1 | 2026-03-01 | lapse   | ''  | -
            7 | acct_1 | 2026-03-01 | usage   | x   | -
            7 | ''     | 2026-03-01 | usage   | acct_1 | -
            """)
    void theIdFollowsFromWhatTheEntryIs(
            int run, String account, LocalDate day, String kind, String reference, String id) {
        EntryKey key = new EntryKey(run, account, day, EntryKind.byCode(kind).orElseThrow(), reference);
        if (id == null) {
            assertThat(key.id()).hasSize(32).isNotEqualTo(KEY.id());
        } else {
            assertThat(key.id()).isEqualTo(id);
        }
    }

    @Test
    void aKeyCannotHideAnotherInItsTexts() {
        assertThatThrownBy(() -> new EntryKey(7, "a\0b", LocalDate.EPOCH, EntryKind.USAGE, ""))
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> new EntryKey(0, "a", LocalDate.EPOCH, EntryKind.USAGE, ""))
                .hasMessageContaining("numbered from 1");
    }

    @Test
    void theAmountOfAnAccountIsZeroWhereItDoesNotOccur() {
        JournalEntry entry = new JournalEntry(KEY, "Usage", postings("Assets:Bank 1.00 USD, Income:Usage -1.00 USD"));
        assertThat(entry.amount(new AccountName("Income:Usage"), Commodity.USD)).isEqualTo(Money.parse("-1.00"));
        assertThat(entry.amount(new AccountName("Income:Usage"), Commodity.PLANUSD))
                .isEqualTo(Money.ZERO);
        assertThat(entry.amount(new AccountName("Income:Breakage"), Commodity.USD))
                .isEqualTo(Money.ZERO);
    }

    /** {@code Assets:Bank 1.00 USD, Income:Usage -1.00 USD}. */
    static List<Posting> postings(String text) {
        return Arrays.stream(text.split(", *"))
                .map(leg -> leg.strip().split(" "))
                .map(words -> new Posting(
                        new AccountName(words[0]), Commodity.byCode(words[2]).orElseThrow(), Money.parse(words[1])))
                .toList();
    }
}
