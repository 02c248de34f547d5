package io.reckoner.jobs.opening;

import io.reckoner.jobs.account.Account;
import io.reckoner.jobs.account.AccountStatus;
import io.reckoner.jobs.account.BeyondPlanSwitch;
import io.reckoner.jobs.account.Billing;
import io.reckoner.jobs.account.ImportedKey;
import io.reckoner.jobs.account.Newcomers;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.payment.RenewedBy;
import io.reckoner.jobs.plan.Subscription;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.account.KeyStatus;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Reads the rows of each file; a row with a fault gives nothing. */
final class OpeningReader {
    private static final int LONGEST_REF = 120;

    private final Brought brought = new Brought();

    private OpeningReader() {}

    static Brought read(OpeningFolder folder, OpeningFaults faults) {
        OpeningReader reader = new OpeningReader();
        folder.read(OpeningFile.ACCOUNTS, faults, reader::account);
        folder.read(OpeningFile.KEYS, faults, reader::key);
        folder.read(OpeningFile.LOTS, faults, reader::lot);
        folder.read(OpeningFile.SUBSCRIPTIONS, faults, reader::subscription);
        folder.read(OpeningFile.DEBTS, faults, reader::debt);
        return reader.brought;
    }

    private void account(OpeningRow row) {
        Optional<String> id = row.required("id");
        Optional<AccountStatus> status =
                row.word("status", AccountStatus::byCode, "active", "active, suspended, closed");
        Optional<BeyondPlanSwitch> beyondPlan = row.word("beyond_plan", OpeningReader::position, "on", "on, off");
        Optional<Billing> billing = row.made("", () -> new Billing(
                        row.text("billing_name"),
                        row.text("billing_email"),
                        row.text("billing_address"),
                        row.text("billing_country"),
                        row.text("tax_id"))
                .withAddressChecked());
        if (id.isEmpty() || status.isEmpty() || beyondPlan.isEmpty() || billing.isEmpty()) {
            return;
        }
        row.made("id", () -> new Account(id.get(), row.text("name"), status.get(), billing.get()))
                .ifPresent(account -> brought.accounts.add(
                        new Brought.AccountRow(row.line(), new Newcomers.Customer(account, beyondPlan.get()))));
    }

    private static Optional<BeyondPlanSwitch> position(String text) {
        return switch (text) {
            case "on" -> Optional.of(BeyondPlanSwitch.ON);
            case "off" -> Optional.of(BeyondPlanSwitch.OFF);
            default -> Optional.empty();
        };
    }

    private void key(OpeningRow row) {
        Optional<String> id = row.required("id");
        Optional<String> account = row.required("account");
        Optional<KeyKind> kind = row.word("kind", KeyKind::byCode, "", "payg, subscription");
        Optional<KeyStatus> status = row.word("status", KeyStatus::byCode, "enabled", "enabled, disabled, deleted");
        Optional<Instant> created = row.instant("created");
        String hash = row.text("secret_sha256").toLowerCase(Locale.ROOT);
        if (id.isEmpty() || account.isEmpty() || kind.isEmpty() || status.isEmpty()) {
            return;
        }
        row.made(
                        hash.isEmpty() ? "id" : "",
                        () -> new ImportedKey(
                                id.get(),
                                account.get(),
                                row.text("name"),
                                kind.get(),
                                row.text("prefix"),
                                Optional.of(hash).filter(text -> !text.isEmpty()),
                                status.get(),
                                created))
                .ifPresent(key -> brought.keys.add(new Brought.KeyRow(row.line(), key)));
    }

    private void lot(OpeningRow row) {
        Optional<String> account = row.required("account");
        Optional<LotKind> kind = row.word(
                "kind",
                OpeningReader::walletKind,
                "",
                "topup, switch_credit, bonus, gift, referral, compensation, discount, adjustment");
        Optional<Money> amount = row.amount("amount");
        Optional<Money> granted = row.text("granted").isEmpty() ? amount : row.amount("granted");
        Optional<Instant> effectiveAt = row.instant("effective_at");
        Optional<Instant> expiresAt = row.instant("expires_at");
        String ref = row.text("ref");
        if (!row.text("pool").isEmpty() && !row.text("pool").equals("wallet")) {
            row.fault(
                    "pool",
                    "\"" + row.text("pool") + "\" is not wallet. Main and Backup of a running cycle come from "
                            + OpeningFile.SUBSCRIPTIONS.fileName() + ".");
        }
        Optional<String> printable = row.made("ref", () -> {
            Refusal.ifUnprintable("ref", ref);
            if (ref.length() > LONGEST_REF) {
                throw new Refusal("the ref has " + ref.length() + " characters. Write at most " + LONGEST_REF + ".");
            }
            return ref;
        });
        if (account.isEmpty() || kind.isEmpty() || amount.isEmpty() || granted.isEmpty() || printable.isEmpty()) {
            return;
        }
        if (amount.get().compareTo(granted.get()) > 0) {
            row.fault("amount", amount.get() + " is left of " + granted.get() + " granted. One of them is wrong.");
        }
        if (effectiveAt.isPresent()
                && expiresAt.isPresent()
                && !effectiveAt.get().isBefore(expiresAt.get())) {
            row.fault("expires_at", "it expires before it is effective.");
        }
        brought.lots.add(
                new Brought.LotRow(row.line(), account.get(), kind.get(), amount.get(), effectiveAt, expiresAt, ref));
    }

    private static Optional<LotKind> walletKind(String text) {
        return LotKind.byCode(text).filter(kind -> kind != LotKind.PLAN && kind != LotKind.PLAN_BONUS);
    }

    private void subscription(OpeningRow row) {
        Optional<String> account = row.required("account");
        Optional<String> plan = row.required("plan");
        Optional<Instant> start = row.requiredInstant("cycle_start");
        Optional<Money> main = row.amount("main_left");
        Optional<Money> backup = row.amount("backup_left");
        Optional<Money> today = row.amountOrZero("drawn_today");
        Optional<Money> week = row.amountOrZero("drawn_this_week");
        Optional<Money> budget = row.amountOrZero("budget_used");
        Optional<Subscription.Kind> kind = row.word("kind", Subscription.Kind::byCode, "monthly", "monthly, pass");
        Optional<Instant> anchor = row.instant("anchor");
        Optional<Instant> cancelledAt = row.instant("cancelled_at");
        Optional<Integer> version = version(row);
        Optional<Optional<RenewedBy>> renewedBy = row.made("renewed_by", () -> Optional.of(row.text("renewed_by"))
                .filter(text -> !text.isEmpty())
                .map(RenewedBy::parse));
        if (account.isEmpty()
                || plan.isEmpty()
                || start.isEmpty()
                || main.isEmpty()
                || backup.isEmpty()
                || today.isEmpty()
                || week.isEmpty()
                || budget.isEmpty()
                || kind.isEmpty()
                || renewedBy.isEmpty()) {
            return;
        }
        brought.subscriptions.add(new Brought.SubscriptionRow(
                row.line(),
                account.get(),
                plan.get(),
                version,
                kind.get(),
                anchor,
                start.get(),
                main.get(),
                backup.get(),
                today.get(),
                week.get(),
                budget.get(),
                renewedBy.get(),
                cancelledAt));
    }

    private static Optional<Integer> version(OpeningRow row) {
        String text = row.text("version");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[1-9][0-9]{0,5}")) {
            row.fault("version", "\"" + text + "\" is no version of a plan. Write 1, 2, ...");
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(text));
    }

    private void debt(OpeningRow row) {
        Optional<String> account = row.required("account");
        Optional<Money> amount = row.amount("amount");
        var day = row.day("day");
        if (account.isPresent() && amount.isPresent()) {
            brought.debts.add(new Brought.DebtRow(row.line(), account.get(), amount.get(), day));
        }
    }
}
