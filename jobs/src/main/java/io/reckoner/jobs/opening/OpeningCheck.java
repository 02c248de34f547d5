package io.reckoner.jobs.opening;

import io.reckoner.jobs.account.BeyondPlanSwitch;
import io.reckoner.jobs.account.ImportedKey;
import io.reckoner.jobs.account.Newcomers;
import io.reckoner.jobs.payment.RenewedBy;
import io.reckoner.jobs.plan.OpenedSubscription;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.opening.CutOver;
import io.reckoner.kernel.opening.CycleUnderWay;
import io.reckoner.kernel.opening.Opening;
import io.reckoner.kernel.opening.OpeningBalances;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.settlement.BeyondPlan;
import io.reckoner.kernel.settlement.Debt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges whether the rows of all files fit together and to what is there, and puts together what they come to. */
final class OpeningCheck {
    /**
     * What is there already.
     *
     * @param customers of the accounts that the files name
     * @param keys of the keys that the files name
     * @param dealings of those accounts, which can then not be opened any more
     * @param renewed which account each subscription of a gateway's renews that the files name
     */
    record Known(
            Map<String, Newcomers.Customer> customers,
            Map<String, ImportedKey> keys,
            Map<String, String> dealings,
            Map<RenewedBy, String> renewed,
            PlanCatalogue plans) {}

    private final Brought brought;
    private final Known known;
    private final OpeningFaults faults;
    private final Map<String, Newcomers.Customer> customers = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    OpeningCheck(Brought brought, Known known, OpeningFaults faults) {
        this.brought = brought;
        this.known = known;
        this.faults = faults;
        customers.putAll(known.customers());
    }

    /** Ids of every account that a file names. */
    static Set<String> accountsOf(Brought brought) {
        Set<String> ids = openedBy(brought);
        brought.keys.forEach(row -> ids.add(row.key().account()));
        return ids;
    }

    /** Subscriptions of gateways that a row names. */
    static Set<RenewedBy> renewersOf(Brought brought) {
        return brought.subscriptions.stream()
                .flatMap(row -> row.renewedBy().stream())
                .collect(Collectors.toSet());
    }

    /** Accounts that change over: those of every file but the keys'. */
    private static Set<String> openedBy(Brought brought) {
        Set<String> ids = new LinkedHashSet<>();
        brought.accounts.forEach(row -> ids.add(row.id()));
        brought.lots.forEach(row -> ids.add(row.account()));
        brought.subscriptions.forEach(row -> ids.add(row.account()));
        brought.debts.forEach(row -> ids.add(row.account()));
        return ids;
    }

    /** What the files come to. Of use only while there is no fault. */
    Understood understand(String name, Optional<CutOver> cutOver) {
        List<Newcomers.Customer> added = addedCustomers();
        List<ImportedKey> keys = addedKeys();
        int same = brought.accounts.size() - added.size() + brought.keys.size() - keys.size();
        if (cutOver.isEmpty()) {
            return new Understood(added, keys, same, Optional.empty(), List.of(), List.of(), List.of(), notes);
        }
        Set<String> opened = openedBy(brought);
        opened.stream()
                .filter(known.dealings()::containsKey)
                .forEach(account -> faults.add("account " + account
                        + " has " + known.dealings().get(account)
                        + " here already: opening balances come before anything else."
                        + " Leave it out of all files but " + OpeningFile.KEYS.fileName()
                        + ", and give what is missing with"
                        + " reckon wallet adjust."));
        WalletLots wallets = new WalletLots(name, cutOver.get(), faults, notes);
        brought.lots.stream()
                .filter(row -> exists(OpeningFile.LOTS, row.line(), row.account()))
                .forEach(wallets::add);
        RunningCycles cycles = new RunningCycles(name, cutOver.get(), known, faults, notes);
        brought.subscriptions.stream()
                .filter(row -> exists(OpeningFile.SUBSCRIPTIONS, row.line(), row.account()))
                .forEach(cycles::add);
        Map<String, List<Debt>> debts = debts(cutOver.get(), wallets);
        List<OpenedSubscription> subscriptions = cycles.subscriptions();
        List<Opening> openings = faults.isEmpty()
                ? opened.stream()
                        .map(account -> opening(account, wallets.of(account), cycles.of(account), debts))
                        .toList()
                : List.of();
        noteKeyless(openings);
        return new Understood(
                added,
                keys,
                same,
                Optional.of(new OpeningBalances(cutOver.get(), openings)),
                subscriptions,
                cycles.renewals(),
                List.copyOf(opened),
                notes);
    }

    private Opening opening(
            String account, List<Lot> wallet, Optional<CycleUnderWay> cycle, Map<String, List<Debt>> debts) {
        BeyondPlan beyondPlan =
                switch (Objects.requireNonNull(customers.get(account)).beyondPlan()) {
                    case ON -> BeyondPlan.PAY_AS_YOU_GO;
                    case OFF -> BeyondPlan.STOP;
                };
        return new Opening(account, wallet, cycle.orElse(null), debts.getOrDefault(account, List.of()), beyondPlan);
    }

    private List<Newcomers.Customer> addedCustomers() {
        Set<String> seen = new HashSet<>();
        List<Newcomers.Customer> added = new ArrayList<>();
        for (Brought.AccountRow row : brought.accounts) {
            if (!seen.add(row.id())) {
                faults.add(OpeningFile.ACCOUNTS, row.line(), "id", "account " + row.id() + " occurs twice.");
                continue;
            }
            Newcomers.Customer there = known.customers().get(row.id());
            if (there == null) {
                added.add(row.customer());
                customers.put(row.id(), row.customer());
            } else if (!there.equals(row.customer())) {
                faults.add(
                        OpeningFile.ACCOUNTS,
                        row.line(),
                        "id",
                        "account " + row.id() + " is there already and differs. See it with reckon account show "
                                + row.id() + "; change it with reckon account set, or leave the row out.");
            }
        }
        return added;
    }

    private List<ImportedKey> addedKeys() {
        Set<String> seen = new HashSet<>();
        List<ImportedKey> added = new ArrayList<>();
        for (Brought.KeyRow row : brought.keys) {
            ImportedKey key = row.key();
            if (!seen.add(key.id())) {
                faults.add(OpeningFile.KEYS, row.line(), "id", "key " + key.id() + " occurs twice.");
            } else if (exists(OpeningFile.KEYS, row.line(), key.account())) {
                ImportedKey there = known.keys().get(key.id());
                if (there == null) {
                    added.add(key);
                } else if (!there.equals(key)) {
                    faults.add(
                            OpeningFile.KEYS,
                            row.line(),
                            "id",
                            "key " + key.id() + " is there already and differs, a "
                                    + there.kind().code() + " key of account " + there.account()
                                    + ". Leave the row out.");
                }
            }
        }
        return added;
    }

    private boolean exists(OpeningFile file, long line, String account) {
        boolean exists = customers.containsKey(account);
        if (!exists) {
            faults.add(
                    file,
                    line,
                    "account",
                    "there is no account " + account + ". Add it to " + OpeningFile.ACCOUNTS.fileName() + ".");
        }
        return exists;
    }

    private Map<String, List<Debt>> debts(CutOver cutOver, WalletLots wallets) {
        Map<String, List<Debt>> debts = new HashMap<>();
        for (Brought.DebtRow row : brought.debts) {
            var day = row.day().orElse(cutOver.day());
            if (!exists(OpeningFile.DEBTS, row.line(), row.account())) {
                continue;
            }
            List<Debt> of = debts.computeIfAbsent(row.account(), account -> new ArrayList<>());
            if (day.isAfter(cutOver.day())) {
                faults.add(
                        OpeningFile.DEBTS,
                        row.line(),
                        "day",
                        day + " lies behind the cut-over, " + cutOver.instant() + ".");
            } else if (of.stream().anyMatch(debt -> debt.day().equals(day))) {
                faults.add(
                        OpeningFile.DEBTS,
                        row.line(),
                        "day",
                        "account " + row.account() + " owes twice for " + day + ". Write one row with the sum.");
            } else if (!wallets.of(row.account()).isEmpty()) {
                faults.add(
                        OpeningFile.DEBTS,
                        row.line(),
                        "account",
                        "account " + row.account()
                                + " has Wallet credit in " + OpeningFile.LOTS.fileName()
                                + ", which pays what is owed at once."
                                + " Take it off the lots, and write what is left of the one or the other.");
            } else if (row.amount().isZero()) {
                notes.add(OpeningFile.DEBTS.fileName() + ":" + row.line() + ": left out, a debt of nothing.");
            } else {
                of.add(new Debt(day, row.amount()));
            }
        }
        return debts;
    }

    /** Credit that no key can draw on. */
    private void noteKeyless(List<Opening> openings) {
        Set<String> withKeys = new HashSet<>();
        brought.keys.forEach(row -> withKeys.add(row.key().account()));
        long keyless = openings.stream()
                .filter(opening -> !opening.lots().isEmpty())
                .filter(opening -> !withKeys.contains(opening.account()))
                .count();
        if (keyless > 0) {
            notes.add(keyless + (keyless == 1 ? " account brings" : " accounts bring") + " credit, and no key in "
                    + OpeningFile.KEYS.fileName() + ".");
        }
        Set<String> subscribed = new HashSet<>();
        brought.subscriptions.forEach(row -> subscribed.add(row.account()));
        long off = customers.values().stream()
                .filter(customer -> customer.beyondPlan() == BeyondPlanSwitch.OFF)
                .filter(customer -> !subscribed.contains(customer.account().id()))
                .count();
        if (off > 0) {
            notes.add(off + (off == 1 ? " account has" : " accounts have")
                    + " beyond_plan off and no running subscription: their subscription keys are served at your loss.");
        }
    }

    static String leftOut(OpeningFile file, long line, String why, Money amount) {
        return file.fileName() + ":" + line + ": left out with " + amount + " USD, " + why;
    }
}
