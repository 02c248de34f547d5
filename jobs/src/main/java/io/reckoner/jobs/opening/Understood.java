package io.reckoner.jobs.opening;

import io.reckoner.jobs.account.ImportedKey;
import io.reckoner.jobs.account.Newcomers;
import io.reckoner.jobs.payment.TakenOver;
import io.reckoner.jobs.plan.OpenedSubscription;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.opening.CutOver;
import io.reckoner.kernel.opening.OpeningBalances;
import java.util.List;
import java.util.Optional;

/**
 * An import as it is understood: what would come to be.
 *
 * @param customers accounts that are not there yet
 * @param keys keys that are not there yet
 * @param known accounts and keys of the files that are there already, just so
 * @param balances what accounts bring along; empty without a cut-over
 * @param renewals subscriptions of gateways that renew what is taken over
 * @param takenOver accounts whose usage counts from the cut-over on
 * @param notes what looks odd, and what was left out
 */
record Understood(
        List<Newcomers.Customer> customers,
        List<ImportedKey> keys,
        int known,
        Optional<OpeningBalances> balances,
        List<OpenedSubscription> subscriptions,
        List<TakenOver> renewals,
        List<String> takenOver,
        List<String> notes) {
    Optional<CutOver> cutOver() {
        return balances.map(OpeningBalances::cutOver);
    }

    /** Lots of Wallets and of running cycles. */
    List<Lot> lots() {
        return balances.stream()
                .flatMap(all -> all.openings().stream())
                .flatMap(opening -> opening.lots().stream())
                .toList();
    }

    int debts() {
        return balances.stream()
                .flatMap(all -> all.openings().stream())
                .mapToInt(opening -> opening.debts().size())
                .sum();
    }
}
