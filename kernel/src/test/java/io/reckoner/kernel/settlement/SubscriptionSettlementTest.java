package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.ModelSet;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Before, applied, after: plans, caps, budget, cycles, switches. Notation: {@link Script}. */
class SubscriptionSettlementTest {
    /**
     * Plan {@code small}: 10.00 for Main 10 + 2, Backup 30; 3 a day, 5 a week; budget 20; models of acme; overflows. The others
     * differ from it as they are named.
     */
    private static final PlanCatalogue PLANS = PlanCatalogue.of(List.of(
            plan("small", Plan.CapsMode.MAIN, Plan.Overflow.TO_WALLET, "3", "2"),
            plan("both", Plan.CapsMode.MAIN_AND_BACKUP, Plan.Overflow.TO_WALLET, "3", "2"),
            plan("closed", Plan.CapsMode.MAIN, Plan.Overflow.NONE, "3", "2"),
            plan("bare", Plan.CapsMode.MAIN, Plan.Overflow.TO_WALLET, "0", "2"),
            plan("unpaid", Plan.CapsMode.MAIN, Plan.Overflow.TO_WALLET, "3", "0")));

    private static Plan plan(String code, Plan.CapsMode caps, Plan.Overflow overflow, String backup, String budget) {
        return new Plan(
                code,
                1,
                code,
                Plan.Status.ACTIVE,
                Money.parse("10"),
                new Plan.Allowance(
                        Money.parse("10"), new BigDecimal("0.2"), new BigDecimal(backup), new BigDecimal(budget)),
                new Plan.Caps(Money.parse("3"), Money.parse("5"), caps),
                new Plan.RateLimits(null, null),
                new ModelSet(List.of("acme/*")),
                overflow);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # Main, its bonus first
            cycle C small@1 @1 till 32 | use e sub 2.5 @2; run 3 | e: main 2.5 of C/main/plan_bonus..C/main/plan; C/main/plan 9.5; C/backup/plan 30
            # a payg key leaves the pools alone
            cycle C small@1 @1 till 32; lot T topup 5 @1 | use e payg 2.5 @2; run 3 | e: paid 2.5 of T; C/main/plan_bonus 2; C/main/plan 10; C/backup/plan 30; T 2.5
            # past the day's cap Backup
            cycle C small@1 @1 till 32 | use e sub 4 @2; run 3 | e: main 3 backup 1 of C/main/plan_bonus..C/backup/plan; C/main/plan 9; C/backup/plan 29
            # a cap exactly used leaves nothing; Main serves again from midnight UTC
            cycle C small@1 @1 till 32 | use e sub 3 @2; use f sub 1 @2T23:59:59.999999; use g sub 1 @3; run 4 | e: main 3 of C/main/plan_bonus..C/main/plan; f: backup 1 of C/backup/plan; g: main 1 of C/main/plan; C/main/plan 8; C/backup/plan 29
            # weeks of 7 x 24 h from the start of the cycle: the week's cap of 5, then a new week
            cycle C small@1 @1T12:00 till 32 | use e sub 3 @2; use f sub 3 @3; use g sub 1 @8T11:59:59.999999; use h sub 1 @8T12:00; run 9 | e: main 3 of C/main/plan_bonus..C/main/plan; f: main 2 backup 1 of C/main/plan..C/backup/plan; g: backup 1 of C/backup/plan; h: main 1 of C/main/plan; C/main/plan 6; C/backup/plan 28
            # the last week of a month is short and has a full cap
            cycle C small@1 @1 till 32 | use a sub 3 @29; use b sub 3 @30; use c sub 1 @31; run 31T01:00 | a: main 3 of C/main/plan_bonus..C/main/plan; b: main 2 backup 1 of C/main/plan..C/backup/plan; c: backup 1 of C/backup/plan; C/main/plan 7; C/backup/plan 28
            # caps that count Backup too send the rest to the Wallet
            cycle C both@1 @1 till 32; lot T topup 5 @1 | use e sub 4 @2; run 3 | e: main 3 paid 1 of C/main/plan_bonus..T; C/main/plan 9; C/backup/plan 30; T 4
            # Backup used up, then Wallet, then shortfall: one event over all of them
            cycle C bare@1 @1 till 32; lot T topup 1 @1; lot B bonus 1 @1 | use e sub 9 @2; run 3 | e: main 3 bonus 1 paid 1 short 4 of C/main/plan_bonus..T; C/main/plan 9; owes 2 4
            # no overflow: the rest is the operator's loss
            cycle C closed@1 @1 till 32; lot T topup 5 @1 | use e sub 40 @2; run 3 | e: main 3 backup 30 over 7 of C/main/plan_bonus..C/backup/plan; C/main/plan 9; T 5
            # the account's switch is off: likewise
            cycle C bare@1 @1 till 32; lot T topup 5 @1; beyond b stop @2 | use e sub 4 @2; run 3 | e: main 3 over 1 of C/main/plan_bonus..C/main/plan; C/main/plan 9; T 5
            # before the switch, at its instant, and on again
            lot T topup 5 @1; beyond b stop @2; beyond c go @3 | use e sub 1 @1T23:59:59.999999; use f sub 1 @2; use g sub 1 @3; run 4 | e: paid 1 of T; f: over 1; g: paid 1 of T; T 3
            # no cycle: the Wallet serves
            lot T topup 5 @1 | use e sub 4 @2 | e: paid 4 of T; T 1
            # a model the plan does not allow is drawn from the Wallet
            cycle C small@1 @1 till 32; lot T topup 5 @1 | use e sub 4 of other/one @2; run 3 | e: paid 4 of T; C/main/plan_bonus 2; C/main/plan 10; C/backup/plan 30; T 1
            # a zero charge draws nothing
            cycle C small@1 @1 till 32 | use e sub 0 cost 5 @2; run 3 | e:; C/main/plan_bonus 2; C/main/plan 10; C/backup/plan 30
            """)
    void drawsMainThenBackupThenTheWallet(String before, String applied, String after) {
        assertThat(Script.of(PLANS, before, applied).after()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # below the budget of 20 the pools serve, and the last event may overshoot
            use a sub 1 cost 19.999999999999 @2; use b sub 1 cost 500 @3; use c sub 1 @4 | a: main 1; b: main 1; c: short 1 | 519.999999999999
            # exactly used up is used up
            use a sub 1 cost 20 @2; use b sub 1 @3                          | a: main 1; b: short 1   | 20
            # whole, though only a part was drawn from the pools
            use a sub 50 cost 20 @2; use b sub 1 @3                         | a: main 3 backup 30 short 17; b: short 1 | 20
            # nothing drawn, nothing counted: zero charge, payg key, model not allowed
            use a sub 0 cost 20 @2; use b payg 1 cost 20 @2; use c sub 1 cost 20 of x/y @2; use d sub 1 @3 | a:; b: short 1; c: short 1; d: main 1 | 0
            # an unknown cost cannot count
            use a sub 1 cost unknown @2; use b sub 1 cost 1 @3              | a: main 1; b: main 1    | 1
            """)
    void countsProviderCostAgainstTheBudget(String applied, String draws, String budgetUsed) {
        Script settled = Script.of(PLANS, "cycle C small@1 @1 till 32", applied, "run 5");
        assertThat(settled.after().replaceAll(" of [^;]*", "")).startsWith(draws + "; C/main");
        assertThat(settled.state().cycle().budgetUsed()).isEqualTo(Money.parse(budgetUsed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            textBlock =
                    """
            # unspent cycle credit lapses with the cycle, and the renewal opens at the same instant
            cycle C bare@1 @1 till 32; use a sub 1 @2; cycle D bare@1 @32 till 60; use b sub 2.5 @32; run 33 | a: main 1 of C/main/plan_bonus; b: main 2.5 of D/main/plan_bonus..D/main/plan; D/main/plan 9.5 | lapse 32 C/main/plan 10; lapse 32 C/main/plan_bonus 1
            # late usage of the old cycle draws on the new one, against its caps
            cycle C bare@1 @1 till 32; cycle D bare@1 @32 till 60; run 33; use a sub 4 @20; run 34 | a: main 3 short 1 of D/main/plan_bonus..D/main/plan late; D/main/plan 9; owes 33 1 | lapse 32 C/main/plan 10; lapse 32 C/main/plan_bonus 2
            # paid late: the Wallet serves between, weeks keep their boundary (the first ends on 8, not on 11)
            cycle C bare@1 @1 till 32 opens 4; lot T topup 9 @1; use a sub 1 @3T23:59:59.999999; use b sub 3 @4; use c sub 3 @7; use d sub 3 @8; run 9 | a: paid 1 of T; b: main 3 of C/main/plan_bonus..C/main/plan; c: main 2 paid 1 of C/main/plan..T; d: main 3 of C/main/plan; C/main/plan 4; T 7 | nothing
            # ended early: its lots lapse then
            cycle C bare@1 @1 till 32; end E C @9; use a sub 1 @9; run 10 | a: short 1; owes 9 1 | lapse 9 C/main/plan 10; lapse 9 C/main/plan_bonus 2
            # an end that finds its cycle ended, or another one live, does nothing
            cycle C bare@1 @1 till 9; cycle D bare@1 @9 till 40; end E C @9; run 10 | D/main/plan_bonus 2; D/main/plan 10 | lapse 9 C/main/plan 10; lapse 9 C/main/plan_bonus 2
            # caps count the draws of their cycle: a new one starts afresh the same day
            cycle C bare@1 @1 till 9T12:00; cycle D bare@1 @9T12:00 till 40; use a sub 4 @9; use b sub 4 @9T13:00; run 10 | a: main 3 short 1 of C/main/plan_bonus..C/main/plan; b: main 3 short 1 of D/main/plan_bonus..D/main/plan; D/main/plan 9; owes 9 2 | lapse 9 C/main/plan 9
            """)
    void endsAndRenewsCycles(String script, String after, String lapsed) {
        Script settled = Script.of(PLANS, script);
        assertThat(settled.after()).isEqualTo(after);
        assertThat(settled.moved("lapse")).isEqualTo(lapsed == null ? "" : lapsed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a quarter of the time used: 10 x 3/4
            cycle C bare@1 @1 till 32; switch S C 50 @8; cycle D small@1 @8 till 39; run 9  | S/credit 7.5
            # the credit is there for usage at the instant of the switch, and pays what is owed
            cycle C bare@1 @1 till 32; use a payg 1 @2; switch S C 50 @8; use b payg 1 @8; run 9 | S/credit 5.5
            # usage before the switch counts, usage at it does not: 6 of 12 Main, no Backup, is half
            cycle C bare@1 @1 till 32; use a sub 3 @2; use b sub 2 @3; use c sub 1 @8; switch S C 50 @9; use d payg 0.5 @9; run 10 | S/credit 4.5
            # never more than the difference of the prices, nothing for a downgrade
            cycle C bare@1 @1 till 32; switch S C 13 @2; run 10                             | S/credit 3
            cycle C bare@1 @1 till 32; switch S C 9 @2; run 10                              | none
            # a tenth is always used
            cycle C bare@1 @1 till 32; switch S C 50 @1T00:00:00.000001; run 10               | S/credit 9
            # a cycle that has ended is worth nothing
            cycle C bare@1 @1 till 9; switch S C 50 @9; run 10                              | none
            """)
    void creditsWhatASwitchLeaves(String script, String credit) {
        String left = Script.of(PLANS, script).after();
        String lots = left.replaceAll("\\b\\w+:[^;]*(; )?", "").replaceAll("D/[^;]*(; )?", "");
        assertThat(lots).isEqualTo(credit.equals("none") ? "" : credit);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # pools take back what they gave, caps and budget do not
            cycle C bare@1 @1 till 32; use a sub 3 cost 9 @2T01:00; run 2T02:00; void V C/main/plan_bonus=2,C/main/plan=1 @2T03:00; use b sub 1 @2T04:00; run 3 | a: main 3; b: short 1; C/main/plan_bonus 2; C/main/plan 10; owes 2 1 | 9
            # into a cycle that has ended: lapses again at once
            cycle C bare@1 @1 till 9; use a sub 2 @2; run 10; cycle D bare@1 @10 till 40; void V C/main/plan_bonus=2 @11; run 12 | a: main 2; D/main/plan_bonus 2; D/main/plan 10 | 0
            # over-run is no longer a loss
            cycle C closed@1 @1 till 32; use a sub 40 @2; run 3; void V C/backup/plan=30 over 7 @4; run 5 | a: main 3 backup 30 over 7; C/main/plan 9; C/backup/plan 30 | 0
            """)
    void givesBackToPools(String script, String after, String budgetUsed) {
        Script settled = Script.of(PLANS, script);
        assertThat(settled.after().replaceAll(" of [^;]*", "")).isEqualTo(after);
        assertThat(settled.state().cycle().budgetUsed()).isEqualTo(Money.parse(budgetUsed));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            unpaid, 0, e: short 1
            unpaid, 5, e: short 1
            small,  5, e: main 1
            """)
    void aBudgetOfNothingServesNothing(String plan, String cost, String draws) {
        Script settled = Script.of(PLANS, "cycle C " + plan + "@1 @1 till 32; use e sub 1 cost " + cost + " @2; run 3");
        assertThat(settled.after()).startsWith(draws);
    }
}
