package io.reckoner.kernel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Happening in, entry out. The first cases are the worked examples of docs/journal.md. */
class PostingRulesTest {
    private static final PostingRules RULES = new PostingRules(ChartOfAccounts.STANDARD, 1);
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    static List<PostingCase> documented() {
        String page = read(Path.of("..", "docs", "journal.md"));
        return PostingCase.read(Pattern.compile("```journal\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.joining("\n---\n")));
    }

    static Stream<PostingCase> cases() {
        return Stream.concat(
                documented().stream(),
                PostingCase.read(read(Path.of("src/test/resources/journal/posting-cases.txt"))).stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void postsTheEntryOfEachHappening(PostingCase happening) {
        assertThat(PostingCase.text(happening.entry(RULES))).isEqualTo(happening.expected());
    }

    @Test
    void everyRuleHasAWorkedExampleInTheDocs() {
        Set<String> rules = Arrays.stream(PostingRules.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(java.lang.reflect.Method::getName)
                .collect(Collectors.toSet());
        assertThat(documented().stream().map(PostingCase::method)).containsAll(rules);
    }

    @ParameterizedTest
    @EnumSource(EntryKind.class)
    void everyKindOfEntryComesFromSomeCase(EntryKind kind) {
        assertThat(cases().flatMap(happening -> happening.entry(RULES).stream()))
                .extracting(entry -> entry.key().kind())
                .contains(kind);
        assertThat(EntryKind.byCode(kind.code())).contains(kind);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void promotionAsExpenseMovesNothingElse(PostingCase happening) {
        PostingRules expense = new PostingRules(new ChartOfAccounts(ChartOfAccounts.Promotion.EXPENSE), 1);
        String shown = PostingCase.text(happening.entry(expense));
        assertThat(shown.lines().map(line -> line.replace("Expenses:Promotion", "Income:Promotion")))
                .containsExactlyInAnyOrderElementsOf(
                        happening.expected().lines().toList());
        assertThat(shown).doesNotContain("Income:Promotion");
    }

    @ParameterizedTest
    @EnumSource(
            value = LotKind.class,
            names = {"TOPUP", "SWITCH_CREDIT", "PLAN", "PLAN_BONUS"})
    void whatIsPaidForIsNotGranted(LotKind kind) {
        assertThatThrownBy(() -> RULES.grant("acct_1", DAY, "lot", kind, Money.parse("1.00")))
                .hasMessage("credit of kind " + kind.code() + " is not given away");
    }

    @Test
    void aPaymentThatDoesNotFitTheSaleIsRefused() {
        Receipt receipt = Receipt.of("stripe", Money.parse("10.00"));
        assertThatThrownBy(() -> RULES.topUp("acct_1", DAY, "lot", Money.parse("9.99"), receipt))
                .hasMessage("a payment of 10.00 does not fit a sale of 9.99 and tax of 0.00: only the rounding to cents"
                        + " may lie between them");
        assertThat(RULES.topUp("acct_1", DAY, "lot", Money.parse("9.990000000001"), receipt))
                .isPresent();
    }

    @Test
    void aPaymentIsInWholeCentsAndNotBelowItsTax() {
        assertThatThrownBy(() -> Receipt.of("stripe", Money.parse("1.005")))
                .hasMessage("a payment is in whole cents, not 1.005");
        assertThatThrownBy(() -> new Receipt("stripe", Money.parse("1.00"), Money.parse("1.01")))
                .hasMessageStartingWith("a receipt names its gateway and a payment not below its tax");
    }

    @Test
    void moneyGoesBackOutOfTheWalletAlone() {
        List<Moved> main = List.of(new Moved(Pool.MAIN, LotKind.PLAN, Money.parse("1.00")));
        Receipt receipt = Receipt.of("stripe", Money.parse("1.00"));
        String refusal = "money goes back out of the wallet, not out of main";
        assertThatThrownBy(() -> RULES.refund("acct_1", DAY, "r", main, Money.ZERO, receipt))
                .hasMessage(refusal);
        assertThatThrownBy(() -> RULES.payOff("acct_1", DAY, main)).hasMessage(refusal);
        assertThatThrownBy(() -> RULES.adjustment("acct_1", DAY, "a", main, Money.ZERO))
                .hasMessage(refusal);
    }

    @Test
    void usageCannotBeNegative() {
        Money negative = Money.parse("-0.01");
        assertThatThrownBy(() -> new UsageOfDay(List.of(), negative, Money.ZERO, new TreeMap<>()))
                .hasMessageContaining("shortfall -0.01");
        assertThatThrownBy(() -> new Moved(Pool.WALLET, LotKind.BONUS, negative))
                .hasMessageContaining("-0.01");
    }

    @Test
    void aReversalNamesTheEntryItTakesBackAndSumsWithItToNothing() {
        JournalEntry usage = RULES.usage(
                        "acct_1", DAY, new UsageOfDay(List.of(), Money.parse("0.10"), Money.ZERO, new TreeMap<>()))
                .orElseThrow();
        JournalEntry reversal = RULES.reversal(usage, DAY.plusDays(30)).orElseThrow();
        assertThat(reversal.key().reference()).isEqualTo(usage.id());
        assertThat(reversal.key().account()).isEqualTo("acct_1");
        for (Posting posting : usage.postings()) {
            assertThat(reversal.amount(posting.account(), posting.commodity()).plus(posting.amount()))
                    .isEqualTo(Money.ZERO);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
