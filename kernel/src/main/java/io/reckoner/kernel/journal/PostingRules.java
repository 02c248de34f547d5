package io.reckoner.kernel.journal;

import static io.reckoner.kernel.journal.Commodity.PLANUSD;
import static io.reckoner.kernel.journal.Commodity.USD;

import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.journal.JournalEntry.Draft;
import io.reckoner.kernel.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is posted for each happening: one method for each, and the only place that names accounts.
 *
 * <p>Every method gives the entry, or nothing where all amounts come to zero. Example: 1.00 of usage, 0.40 drawn from bonus
 * and 0.60 from paid credit, is {@code CustomerCredit:Bonus 0.40, CustomerCredit:Paid 0.60, Income:Usage -1.00}.
 *
 * <p>{@code docs/journal.md} shows a worked entry of each.
 */
public final class PostingRules {
    private final ChartOfAccounts chart;
    private final int run;

    /** The rules over a chart, posting in the name of a run. */
    public PostingRules(ChartOfAccounts chart, int run) {
        this.chart = chart;
        this.run = run;
    }

    /** What all customers of a cut-over had, owed, and had paid in advance, against equity: no income, no cost. */
    public Optional<JournalEntry> opening(
            LocalDate day, String opening, List<Moved> credit, Money owed, Money unearned) {
        AccountName equity = chart.openingBalances();
        Draft draft = new Draft()
                .move(owed, USD, chart.shortfall(), equity)
                .move(unearned, USD, equity, chart.deferredSubscription());
        for (Moved moved : credit) {
            switch (moved.pool()) {
                case MAIN, BACKUP -> draft.move(moved.amount(), PLANUSD, equity, chart.planCredit(moved.pool()));
                case WALLET -> draft.move(moved.amount(), USD, equity, chart.walletCredit(moved.kind()));
            }
        }
        return draft.entry(key(EntryKey.OPERATOR, day, EntryKind.OPENING, opening), "Opening balances " + opening);
    }

    /**
     * Usage: drawn Wallet credit, shortfall and over-run are income; drawn pool credit is only used up, its price becomes
     * income by the day. Provider cost is owed to the provider. Over-run is income and, at once, the operator's loss, so
     * that income and plan credit used are together the charges of the facts.
     */
    public Optional<JournalEntry> usage(String account, LocalDate day, UsageOfDay usage) {
        return usage(usage).entry(key(account, day, EntryKind.USAGE, ""), "Usage");
    }

    /** Usage priced anew with the higher charge or cost; what came out lower is voided. */
    public Optional<JournalEntry> correction(String account, LocalDate day, String correction, UsageOfDay usage) {
        return usage(usage).entry(key(account, day, EntryKind.CORRECTION, correction), "Correction " + correction);
    }

    /** A charge voided: the mirror image of its usage; returned credit that is past its expiry lapses by itself. */
    public Optional<JournalEntry> voidUsage(String account, LocalDate day, String voiding, UsageOfDay usage) {
        return usage(usage).mirrored().entry(key(account, day, EntryKind.VOID, voiding), "Void " + voiding);
    }

    /** Wallet credit bought: the payment is in clearing (or the bank), its tax is owed, the rest is paid credit. */
    public Optional<JournalEntry> topUp(String account, LocalDate day, String lot, Money credit, Receipt receipt) {
        return received(receipt, credit)
                .credit(chart.creditPaid(), USD, credit)
                .entry(key(account, day, EntryKind.TOP_UP, lot), "Top-up " + lot);
    }

    /** Wallet credit given: at the cost of promotion, compensation or adjustment. */
    public Optional<JournalEntry> grant(String account, LocalDate day, String lot, LotKind kind, Money amount) {
        return new Draft()
                .move(amount, USD, chart.giving(kind), chart.creditBonus())
                .entry(key(account, day, EntryKind.GRANT, lot), "Grant of " + kind.code() + " " + lot);
    }

    /** A cycle sold: its price is income not yet earned. */
    public Optional<JournalEntry> subscriptionSale(
            String account, LocalDate day, String cycle, Money price, Receipt receipt) {
        return received(receipt, price)
                .credit(chart.deferredSubscription(), USD, price)
                .entry(key(account, day, EntryKind.SUBSCRIPTION_SALE, cycle), "Subscription " + cycle);
    }

    /** A cycle's pools filled, base and bonus: plan credit alone, no money moves. */
    public Optional<JournalEntry> planGrant(String account, LocalDate day, String lot, Moved granted) {
        return new Draft()
                .move(granted.amount(), PLANUSD, chart.planCreditGranted(), chart.planCredit(granted.pool()))
                .entry(key(account, day, EntryKind.PLAN_GRANT, lot), "Plan credit " + lot);
    }

    /** A day of a subscription earned; the amounts come from {@link SubscriptionAccrual}. */
    public Optional<JournalEntry> accrual(String account, LocalDate day, String cycle, Money amount) {
        return new Draft()
                .move(amount, USD, chart.deferredSubscription(), chart.incomeSubscription())
                .entry(key(account, day, EntryKind.ACCRUAL, cycle), "Subscription earned " + cycle);
    }

    /**
     * A plan switched: what of the old cycle's price is not yet earned goes to the customer as far as the switch credit
     * reaches, the rest is income. The rounding of the credit to cents stays in that income.
     *
     * @param unearned the rest of the old cycle's price, {@link SubscriptionAccrual#unearned}
     */
    public Optional<JournalEntry> switchPlan(
            String account, LocalDate day, String cycle, Money unearned, Money credit) {
        return new Draft()
                .debit(chart.deferredSubscription(), USD, unearned)
                .credit(chart.creditPaid(), USD, credit)
                .credit(chart.incomeSubscription(), USD, unearned.minus(credit))
                .entry(key(account, day, EntryKind.SWITCH, cycle), "Switch from " + cycle);
    }

    /**
     * A cycle's payment sent back, whole or in part: nothing more is earned; what the refund takes beyond the unearned rest
     * comes out of income, what it leaves of that rest is income. Of a cycle that had ended before there is no such rest.
     *
     * @param reference the cycle that ends by it, or what went back of one that had ended before
     * @param unearned the rest of the cycle's price, {@link SubscriptionAccrual#unearned}
     * @param refunded without tax; {@code receipt} says what left, tax included
     */
    public Optional<JournalEntry> subscriptionRefund(
            String account, LocalDate day, String reference, Money unearned, Money refunded, Receipt receipt) {
        return received(receipt, refunded)
                .mirrored()
                .debit(chart.deferredSubscription(), USD, unearned)
                .debit(chart.incomeSubscription(), USD, refunded.minus(unearned))
                .entry(key(account, day, EntryKind.SUBSCRIPTION_REFUND, reference), "Subscription refund " + reference);
    }

    /** A plan's payment came again: to the Wallet what was drawn there; the rest, without tax, is earned again. */
    public Optional<JournalEntry> subscriptionAgain(
            String account, LocalDate day, String reference, List<Moved> credit, Money earned, Receipt receipt) {
        Money whole = credit.stream().map(Moved::amount).reduce(earned, Money::plus);
        Draft draft = received(receipt, whole).credit(chart.incomeSubscription(), USD, earned);
        credit.forEach(moved -> draft.credit(walletCredit(moved), USD, moved.amount()));
        return draft.entry(
                key(account, day, EntryKind.SUBSCRIPTION_AGAIN, reference), "Subscription again " + reference);
    }

    /**
     * Credit of a day past its expiry: a lapsed bonus takes back what it cost, lapsed paid credit is breakage, and plan
     * credit only goes, since it is part of the subscription.
     */
    public Optional<JournalEntry> lapse(String account, LocalDate day, List<Moved> lapsed) {
        Draft draft = new Draft();
        for (Moved moved : lapsed) {
            switch (moved.pool()) {
                case MAIN, BACKUP ->
                    draft.move(moved.amount(), PLANUSD, chart.planCredit(moved.pool()), chart.planCreditLapsed());
                case WALLET ->
                    draft.move(moved.amount(), USD, chart.walletCredit(moved.kind()), chart.lapsed(moved.kind()));
            }
        }
        return draft.entry(key(account, day, EntryKind.LAPSE, ""), "Lapse");
    }

    /** An open shortfall paid from the Wallet. */
    public Optional<JournalEntry> payOff(String account, LocalDate day, List<Moved> draws) {
        return fromWallet(draws, chart.shortfall()).entry(key(account, day, EntryKind.PAY_OFF, ""), "Shortfall paid");
    }

    /** Credit taken away by an operator: drawn like usage, the rest is shortfall. */
    public Optional<JournalEntry> adjustment(
            String account, LocalDate day, String adjustment, List<Moved> draws, Money shortfall) {
        return fromWallet(draws, chart.adjustment())
                .move(shortfall, USD, chart.shortfall(), chart.adjustment())
                .entry(key(account, day, EntryKind.ADJUSTMENT, adjustment), "Adjustment " + adjustment);
    }

    /** A top-up sent back: what is left of its credit goes, what was spent is shortfall; money and tax go out. */
    public Optional<JournalEntry> refund(
            String account, LocalDate day, String debit, List<Moved> draws, Money shortfall, Receipt receipt) {
        return sentBack(draws, shortfall, receipt).entry(key(account, day, EntryKind.REFUND, debit), "Refund " + debit);
    }

    /**
     * The bonus of a refunded or disputed payment clawed back: what it cost is reversed, what was spent of it is shortfall.
     *
     * @param kind of the lot clawed back, of which nothing may be left to draw
     */
    public Optional<JournalEntry> clawBack(
            String account, LocalDate day, String debit, LotKind kind, List<Moved> draws, Money shortfall) {
        return fromWallet(draws, chart.giving(kind))
                .move(shortfall, USD, chart.shortfall(), chart.giving(kind))
                .entry(key(account, day, EntryKind.CLAW_BACK, debit), "Claw-back of " + kind.code() + " " + debit);
    }

    /** A payment disputed: the processor takes the money back, credit is drawn for it, the rest is shortfall. */
    public Optional<JournalEntry> chargeback(
            String account, LocalDate day, String debit, List<Moved> draws, Money shortfall, Receipt receipt) {
        return sentBack(draws, shortfall, receipt)
                .entry(key(account, day, EntryKind.CHARGEBACK, debit), "Chargeback " + debit);
    }

    /** A shortfall given up; below zero what a void takes back of it, named by the void. */
    public Optional<JournalEntry> writeOff(String account, LocalDate day, String reference, Money amount) {
        return new Draft()
                .move(amount, USD, chart.writeOff(), chart.shortfall())
                .entry(key(account, day, EntryKind.WRITE_OFF, reference), "Write-off " + takenBack(amount) + reference);
    }

    /** A shortfall left by a lost dispute given up; below zero what a void takes back of it, named by the void. */
    public Optional<JournalEntry> disputeLoss(String account, LocalDate day, String payment, Money amount) {
        return new Draft()
                .move(amount, USD, chart.disputeLoss(), chart.shortfall())
                .entry(
                        key(account, day, EntryKind.DISPUTE_LOSS, payment),
                        "Dispute lost " + takenBack(amount) + payment);
    }

    private static String takenBack(Money amount) {
        return amount.isNegative() ? "taken back " : "";
    }

    /** A fee a gateway keeps back for itself, outside a payout: for a dispute, for a refund. */
    public Optional<JournalEntry> processorFee(String gateway, LocalDate day, String reference, Money fee) {
        return new Draft()
                .move(fee, USD, chart.processorFees(), chart.moneyAt(gateway))
                .entry(key(EntryKey.OPERATOR, day, EntryKind.PROCESSOR_FEE, reference), "Fee " + reference);
    }

    /** A gateway pays out what it holds, less its fees. */
    public Optional<JournalEntry> payout(String gateway, LocalDate day, String payout, Money gross, Money fees) {
        return new Draft()
                .move(gross.minus(fees), USD, chart.bank(), chart.clearing(gateway))
                .move(fees, USD, chart.processorFees(), chart.clearing(gateway))
                .entry(key(EntryKey.OPERATOR, day, EntryKind.PAYOUT, payout), "Payout " + payout);
    }

    /** A provider's invoice paid. */
    public Optional<JournalEntry> providerPayment(String provider, LocalDate day, String invoice, Money amount) {
        return new Draft()
                .move(amount, USD, chart.providerPayable(provider), chart.bank())
                .entry(key(EntryKey.OPERATOR, day, EntryKind.PROVIDER_PAYMENT, invoice), "Provider invoice " + invoice);
    }

    /** A provider's invoice accepted at another amount than was metered; {@code more} is negative where it is lower. */
    public Optional<JournalEntry> providerVariance(String provider, LocalDate day, String invoice, Money more) {
        return new Draft()
                .move(more, USD, chart.providerCost(provider), chart.providerPayable(provider))
                .entry(
                        key(EntryKey.OPERATOR, day, EntryKind.PROVIDER_VARIANCE, invoice),
                        "Provider variance " + invoice);
    }

    /** An entry taken back: its mirror image, on an open day, naming the one it takes back. */
    public Optional<JournalEntry> reversal(JournalEntry taken, LocalDate day) {
        Draft draft = new Draft();
        taken.postings().forEach(posting -> draft.credit(posting.account(), posting.commodity(), posting.amount()));
        return draft.entry(
                key(taken.key().account(), day, EntryKind.REVERSAL, taken.id()), "Reversal of " + taken.description());
    }

    private Draft usage(UsageOfDay usage) {
        Draft draft = new Draft()
                .move(usage.shortfall(), USD, chart.shortfall(), chart.incomeUsage())
                .move(usage.overRun(), USD, chart.overRun(), chart.incomeUsage());
        for (Moved moved : usage.draws()) {
            switch (moved.pool()) {
                case MAIN, BACKUP ->
                    draft.move(moved.amount(), PLANUSD, chart.planCredit(moved.pool()), chart.planCreditUsed());
                case WALLET -> draft.move(moved.amount(), USD, chart.walletCredit(moved.kind()), chart.incomeUsage());
            }
        }
        usage.providerCost()
                .forEach((provider, cost) ->
                        draft.move(cost, USD, chart.providerCost(provider), chart.providerPayable(provider)));
        return draft;
    }

    private Draft sentBack(List<Moved> draws, Money shortfall, Receipt receipt) {
        Money credit = draws.stream().map(Moved::amount).reduce(shortfall, Money::plus);
        Draft draft = received(receipt, credit).mirrored().debit(chart.shortfall(), USD, shortfall);
        draws.forEach(moved -> draft.debit(walletCredit(moved), USD, moved.amount()));
        return draft;
    }

    private Draft fromWallet(List<Moved> draws, AccountName to) {
        Draft draft = new Draft();
        draws.forEach(moved -> draft.move(moved.amount(), USD, walletCredit(moved), to));
        return draft;
    }

    /** The payment's side of a sale of this amount; the sale itself is still to be credited. */
    private Draft received(Receipt receipt, Money sold) {
        return new Draft()
                .debit(chart.moneyAt(receipt.gateway()), USD, receipt.paid())
                .credit(chart.taxPayable(), USD, receipt.tax())
                .debit(chart.rounding(), USD, receipt.rounding(sold));
    }

    private AccountName walletCredit(Moved moved) {
        if (moved.pool() != Pool.WALLET) {
            throw new IllegalArgumentException("money goes back out of the wallet, not out of "
                    + moved.pool().code());
        }
        return chart.walletCredit(moved.kind());
    }

    private EntryKey key(String account, LocalDate day, EntryKind kind, String reference) {
        return new EntryKey(run, account, day, kind, reference);
    }
}
