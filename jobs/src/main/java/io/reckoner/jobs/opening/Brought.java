package io.reckoner.jobs.opening;

import io.reckoner.jobs.account.ImportedKey;
import io.reckoner.jobs.account.Newcomers;
import io.reckoner.jobs.payment.RenewedBy;
import io.reckoner.jobs.plan.Subscription;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the files say, row by row, each with its line; whether it fits together is judged by {@link OpeningCheck}. */
final class Brought {
    record AccountRow(long line, Newcomers.Customer customer) {
        String id() {
            return customer.account().id();
        }
    }

    record KeyRow(long line, ImportedKey key) {}

    /** @param amount what is left */
    record LotRow(
            long line,
            String account,
            LotKind kind,
            Money amount,
            Optional<Instant> effectiveAt,
            Optional<Instant> expiresAt,
            String ref) {}

    /**
     * @param version of the plan; empty for the newest
     * @param anchor what months are counted from; empty for the start of the cycle
     * @param renewedBy empty where no gateway charges the next month by itself
     */
    record SubscriptionRow(
            long line,
            String account,
            String plan,
            Optional<Integer> version,
            Subscription.Kind kind,
            Optional<Instant> anchor,
            Instant cycleStart,
            Money mainLeft,
            Money backupLeft,
            Money drawnToday,
            Money drawnThisWeek,
            Money budgetUsed,
            Optional<RenewedBy> renewedBy,
            Optional<Instant> cancelledAt) {}

    /** @param day on which it arose; empty for the last before the cut-over */
    record DebtRow(long line, String account, Money amount, Optional<LocalDate> day) {}

    final List<AccountRow> accounts = new ArrayList<>();
    final List<KeyRow> keys = new ArrayList<>();
    final List<LotRow> lots = new ArrayList<>();
    final List<SubscriptionRow> subscriptions = new ArrayList<>();
    final List<DebtRow> debts = new ArrayList<>();

    /** How many rows of a file were read. */
    int rows(OpeningFile file) {
        return switch (file) {
            case ACCOUNTS -> accounts.size();
            case KEYS -> keys.size();
            case LOTS -> lots.size();
            case SUBSCRIPTIONS -> subscriptions.size();
            case DEBTS -> debts.size();
        };
    }
}
