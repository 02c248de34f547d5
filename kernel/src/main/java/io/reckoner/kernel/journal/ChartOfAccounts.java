package io.reckoner.kernel.journal;

import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;

/**
 * The ledger accounts there are. Customers are not in their names: an entry names its customer.
 *
 * <p>Balances read as in any ledger: what the operator owns and spends is positive, what he owes and earns negative. The
 * pools of subscriptions are counted in {@link Commodity#PLANUSD}, everything else in {@link Commodity#USD}.
 *
 * @param promotion where given-away credit is shown
 */
public record ChartOfAccounts(Promotion promotion) {
    /** How credit given to win or keep customers is shown in the books. */
    public enum Promotion {
        /** As less income: {@code Income:Promotion}. The default. */
        CONTRA_REVENUE,
        /** As cost: {@code Expenses:Promotion}. */
        EXPENSE
    }

    /** The chart with the default settings. */
    public static final ChartOfAccounts STANDARD = new ChartOfAccounts(Promotion.CONTRA_REVENUE);

    private static final AccountName BANK = new AccountName("Assets:Bank");
    private static final AccountName CLEARING = new AccountName("Assets:Clearing");
    private static final AccountName SHORTFALL = new AccountName("Assets:Receivable:Shortfall");
    private static final AccountName CREDIT_PAID = new AccountName("Liabilities:CustomerCredit:Paid");
    private static final AccountName CREDIT_BONUS = new AccountName("Liabilities:CustomerCredit:Bonus");
    private static final AccountName DEFERRED = new AccountName("Liabilities:DeferredIncome:Subscription");
    private static final AccountName TAX = new AccountName("Liabilities:TaxPayable");
    private static final AccountName PAYABLE = new AccountName("Liabilities:ProviderPayable");
    private static final AccountName POOL_MAIN = new AccountName("Liabilities:PlanCredit:Main");
    private static final AccountName POOL_BACKUP = new AccountName("Liabilities:PlanCredit:Backup");
    private static final AccountName OPENING_BALANCES = new AccountName("Equity:OpeningBalances");
    private static final AccountName POOLS_GRANTED = new AccountName("Equity:PlanCredit:Granted");
    private static final AccountName POOLS_USED = new AccountName("Equity:PlanCredit:Used");
    private static final AccountName POOLS_LAPSED = new AccountName("Equity:PlanCredit:Lapsed");
    private static final AccountName INCOME_USAGE = new AccountName("Income:Usage");
    private static final AccountName INCOME_SUBSCRIPTION = new AccountName("Income:Subscription");
    private static final AccountName BREAKAGE = new AccountName("Income:Breakage");
    private static final AccountName PROMOTION_CONTRA = new AccountName("Income:Promotion");
    private static final AccountName PROMOTION_COST = new AccountName("Expenses:Promotion");
    private static final AccountName COMPENSATION = new AccountName("Expenses:Compensation");
    private static final AccountName ADJUSTMENT = new AccountName("Expenses:Adjustment");
    private static final AccountName OVER_RUN = new AccountName("Expenses:OverRun");
    private static final AccountName WRITE_OFF = new AccountName("Expenses:WriteOff");
    private static final AccountName DISPUTE_LOSS = new AccountName("Expenses:DisputeLoss");
    private static final AccountName PROCESSOR_FEES = new AccountName("Expenses:ProcessorFees");
    private static final AccountName ROUNDING = new AccountName("Expenses:Rounding");
    private static final AccountName PROVIDER_COST = new AccountName("Expenses:ProviderCost");

    /** Money in the bank. */
    public AccountName bank() {
        return BANK;
    }

    /** Money a gateway has taken and not yet paid out: {@code Assets:Clearing:Stripe}. */
    public AccountName clearing(String gateway) {
        return CLEARING.child(gateway);
    }

    /** Where a payment's money is: at the gateway that took it, or in the bank. */
    AccountName moneyAt(String gateway) {
        return gateway.equals(Receipt.OFFLINE) ? bank() : clearing(gateway);
    }

    /** What customers owe for usage no lot covered. */
    public AccountName shortfall() {
        return SHORTFALL;
    }

    /** Wallet credit that was paid for, not yet used. */
    public AccountName creditPaid() {
        return CREDIT_PAID;
    }

    /** Wallet credit that was given, not yet used. */
    public AccountName creditBonus() {
        return CREDIT_BONUS;
    }

    /** Wallet credit of a kind, not yet used. */
    AccountName walletCredit(LotKind kind) {
        return switch (kind.funding()) {
            case BONUS -> creditBonus();
            case PAID -> creditPaid();
        };
    }

    /** Where Wallet credit of a kind goes when it lapses: what given credit has cost is taken back, paid credit is breakage. */
    AccountName lapsed(LotKind kind) {
        return switch (kind.funding()) {
            case BONUS -> giving(kind);
            case PAID -> breakage();
        };
    }

    /** Subscription prices not yet earned. */
    public AccountName deferredSubscription() {
        return DEFERRED;
    }

    public AccountName taxPayable() {
        return TAX;
    }

    /** Unspent credit of a cycle's pool, in {@link Commodity#PLANUSD}. */
    public AccountName planCredit(Pool pool) {
        return switch (pool) {
            case MAIN -> POOL_MAIN;
            case BACKUP -> POOL_BACKUP;
            case WALLET -> throw new IllegalArgumentException("the wallet holds money, not plan credit");
        };
    }

    /** The other side of what customers had and owed when they were taken over from another system. */
    public AccountName openingBalances() {
        return OPENING_BALANCES;
    }

    public AccountName planCreditGranted() {
        return POOLS_GRANTED;
    }

    public AccountName planCreditUsed() {
        return POOLS_USED;
    }

    public AccountName planCreditLapsed() {
        return POOLS_LAPSED;
    }

    /** Charges paid from the Wallet, owed, or overrun. */
    public AccountName incomeUsage() {
        return INCOME_USAGE;
    }

    public AccountName incomeSubscription() {
        return INCOME_SUBSCRIPTION;
    }

    /** Paid credit that lapsed unused. */
    public AccountName breakage() {
        return BREAKAGE;
    }

    /**
     * What given credit of a kind costs: promotion for bonuses, gifts, referrals and discounts, an account of its own for
     * compensation and for adjustments.
     *
     * @throws IllegalArgumentException for kinds that are paid for, and for plan bonuses, which are part of a subscription
     */
    public AccountName giving(LotKind kind) {
        return switch (kind) {
            case BONUS, GIFT, REFERRAL, DISCOUNT -> promotionRoot().child(kind.code());
            case COMPENSATION -> COMPENSATION;
            case ADJUSTMENT -> ADJUSTMENT;
            case PLAN_BONUS, TOPUP, SWITCH_CREDIT, PLAN ->
                throw new IllegalArgumentException("credit of kind " + kind.code() + " is not given away");
        };
    }

    public AccountName adjustment() {
        return ADJUSTMENT;
    }

    /** Charges beyond a plan that the plan keeps from the Wallet: the operator's loss. */
    public AccountName overRun() {
        return OVER_RUN;
    }

    public AccountName writeOff() {
        return WRITE_OFF;
    }

    public AccountName disputeLoss() {
        return DISPUTE_LOSS;
    }

    public AccountName processorFees() {
        return PROCESSOR_FEES;
    }

    /** Between exact amounts and the whole cents that were paid. */
    public AccountName rounding() {
        return ROUNDING;
    }

    /** What a provider's service cost: {@code Expenses:ProviderCost:Openai}. */
    public AccountName providerCost(String provider) {
        return PROVIDER_COST.child(provider);
    }

    /** What a provider is still to be paid: {@code Liabilities:ProviderPayable:Openai}. */
    public AccountName providerPayable(String provider) {
        return PAYABLE.child(provider);
    }

    boolean isProviderCost(AccountName account) {
        return account.name().startsWith(PROVIDER_COST.name() + ":");
    }

    private AccountName promotionRoot() {
        return switch (promotion) {
            case CONTRA_REVENUE -> PROMOTION_CONTRA;
            case EXPENSE -> PROMOTION_COST;
        };
    }
}
