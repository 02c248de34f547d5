package io.reckoner.jobs.settlement;

import io.reckoner.jobs.run.Run;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.rating.AccountTerms;
import io.reckoner.kernel.rating.PriceBook;
import java.util.List;

/**
 * Everything a run is given beside its lines, the same however often it is started again.
 *
 * @param terms by account ordinal of the directory
 */
public record Pinned(Run run, Directory directory, PriceBook book, PlanCatalogue plans, List<AccountTerms> terms) {
    public Pinned {
        terms = List.copyOf(terms);
        if (terms.size() != directory.accounts().size()) {
            throw new IllegalArgumentException("terms of " + terms.size() + " accounts for "
                    + directory.accounts().size());
        }
    }
}
