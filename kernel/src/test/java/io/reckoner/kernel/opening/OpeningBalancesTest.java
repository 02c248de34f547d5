package io.reckoner.kernel.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.control.ControlEquation;
import io.reckoner.kernel.control.ControlProof;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.JournalTotals;
import io.reckoner.kernel.journal.PostingRules;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.settlement.BeyondPlan;
import io.reckoner.kernel.settlement.Debt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningBalancesTest {
    private static final CutOver MARCH = new CutOver(Instant.parse("2026-03-01T00:00:00Z"));

    private static Lot lot(String account, String ref, LotKind kind, String amount) {
        return Lot.of(
                new LotOrigin(LotOrigin.Type.OPENING, ref),
                account,
                Pool.WALLET,
                kind,
                Money.parse(amount),
                Instant.parse("2025-11-03T10:00:00Z"),
                null);
    }

    private static CycleUnderWay starter(String main, String backup) {
        Plan plan = PlanCatalogue.shipped().newest("starter").orElseThrow();
        Instant start = Instant.parse("2026-02-15T00:00:00Z");
        Cycle cycle = new Cycle("c", "starter", plan.version(), start, start, Instant.parse("2026-03-15T00:00:00Z"));
        return new CycleUnderWay(
                cycle, plan, Money.parse(main), Money.parse(backup), Money.ZERO, Money.ZERO, Money.ZERO);
    }

    private static final OpeningBalances BALANCES = new OpeningBalances(
            MARCH,
            List.of(
                    new Opening(
                            "b",
                            List.of(),
                            null,
                            List.of(new Debt(LocalDate.parse("2026-02-03"), Money.parse("0.75"))),
                            BeyondPlan.PAY_AS_YOU_GO),
                    new Opening(
                            "a",
                            List.of(lot("a", "1", LotKind.TOPUP, "7.5"), lot("a", "2", LotKind.GIFT, "1.25")),
                            starter("11", "30"),
                            List.of(),
                            BeyondPlan.STOP)));

    @Test
    void oneEntryHoldsAllAccountsAndTheEquationsOfARunHold() {
        JournalEntry entry = BALANCES.entry(new PostingRules(ChartOfAccounts.STANDARD, 1), "march")
                .orElseThrow();
        assertThat(entry.key().account()).isEmpty();
        assertThat(entry.key().day()).isEqualTo("2026-02-28");
        assertThat(entry.postings().stream().map(posting -> posting.account() + " " + posting.amount()))
                .containsExactly(
                        "Assets:Receivable:Shortfall 0.75",
                        "Equity:OpeningBalances 13.00",
                        "Liabilities:CustomerCredit:Bonus -1.25",
                        "Liabilities:CustomerCredit:Paid -7.50",
                        "Liabilities:DeferredIncome:Subscription -5.00",
                        "Equity:OpeningBalances 41.00",
                        "Liabilities:PlanCredit:Backup -30.00",
                        "Liabilities:PlanCredit:Main -11.00");
        ControlTotals totals = BALANCES.totals().plus(new JournalTotals(ChartOfAccounts.STANDARD).of(List.of(entry)));
        assertThat(ControlProof.of(ControlEquation.ofRun(), totals)).isInstanceOf(ControlProof.Holds.class);
        assertThat(totals.toString())
                .contains("purse.wallet_paid.increase=7.5", "purse.shortfall.closing=0.75", "purse.main.closing=11");
    }

    @Test
    void accountsThatBringNothingMakeNoEntry() {
        OpeningBalances nothing = new OpeningBalances(
                MARCH, List.of(new Opening("a", List.of(), null, List.of(), BeyondPlan.PAY_AS_YOU_GO)));
        assertThat(nothing.entry(new PostingRules(ChartOfAccounts.STANDARD, 1), "march"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:00:00Z, 2026-02-28, 2026-02-28T23:59:59.999999Z",
        "2026-03-01T00:00:00.000001Z, 2026-03-01, 2026-03-01T00:00:00Z",
        "2026-03-01T12:00:00Z, 2026-03-01, 2026-03-01T11:59:59.999999Z"
    })
    void balancesLandInTheLastMicrosecondBefore(Instant cutOver, LocalDate day, Instant landsAt) {
        assertThat(new CutOver(cutOver).day()).isEqualTo(day);
        assertThat(new CutOver(cutOver).landsAt()).isEqualTo(landsAt);
    }

    @Test
    void nobodyOwesBesideWalletCredit() {
        List<Debt> owed = List.of(new Debt(LocalDate.parse("2026-02-03"), Money.parse("1.00")));
        List<Lot> lots = List.of(lot("a", "1", LotKind.TOPUP, "1"));
        assertThatThrownBy(() -> new Opening("a", lots, null, owed, BeyondPlan.PAY_AS_YOU_GO))
                .hasMessage(
                        "account a would owe and have Wallet credit at once; open shortfall is paid from the Wallet");
    }
}
