package io.reckoner.kernel.rating;

import io.reckoner.kernel.plan.PlanCycle;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What pricing needs to know of one account: its id, and which plan was live when. */
public final class AccountTerms {
    private static final AccountTerms NOBODY = new AccountTerms("", List.of());

    private final String account;
    private final List<PlanCycle> cycles;

    /**
     * @param cycles in any order
     * @throws IllegalArgumentException when two cycles overlap
     */
    public AccountTerms(String account, List<PlanCycle> cycles) {
        this.account = account;
        this.cycles = cycles.stream()
                .sorted(Comparator.comparingLong(PlanCycle::startMicros))
                .toList();
        for (int i = 1; i < this.cycles.size(); i++) {
            if (this.cycles.get(i).startMicros() < this.cycles.get(i - 1).endMicros()) {
                throw new IllegalArgumentException("account " + account + " has two plan cycles at once: "
                        + this.cycles.get(i - 1) + " and " + this.cycles.get(i));
            }
        }
    }

    /** No account at all: no overlay acts. */
    public static AccountTerms nobody() {
        return NOBODY;
    }

    public String account() {
        return account;
    }

    /** In order of time. */
    public List<PlanCycle> cycles() {
        return cycles;
    }

    /** The plan of the cycle at an instant in microseconds, null for none. */
    @Nullable
    String planAt(long micros) {
        for (int i = cycles.size() - 1; i >= 0; i--) {
            PlanCycle cycle = cycles.get(i);
            if (cycle.startMicros() <= micros) {
                return micros < cycle.endMicros() ? cycle.planCode() : null;
            }
        }
        return null;
    }
}
