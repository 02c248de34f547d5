package io.reckoner.reports.facts;

import io.reckoner.kernel.account.Buckets;
import io.reckoner.kernel.account.Directory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Which facts a question concerns, for leaving out files that cannot hold any.
 *
 * @param from first instant
 * @param to end, exclusive
 * @param accounts the accounts asked for; empty means all
 */
public record FactScope(Instant from, Instant to, Set<String> accounts) {
    /** Bounds that any fact lies within and any database can hold. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    public FactScope {
        accounts = Set.copyOf(accounts);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("the range ends at " + to + " before it begins at " + from);
        }
    }

    /** All facts there are. */
    public static FactScope everything() {
        return new FactScope(FIRST, LAST, Set.of());
    }

    /** All facts of an account. */
    public static FactScope of(String account) {
        return new FactScope(FIRST, LAST, Set.of(account));
    }

    /** All facts from an instant on. */
    public static FactScope since(Instant from) {
        return new FactScope(from.isBefore(FIRST) ? FIRST : from, LAST, Set.of());
    }

    /** The facts of all accounts with {@code from <= ts < to}. */
    public static FactScope between(Instant from, Instant to) {
        return new FactScope(from, to, Set.of());
    }

    /** First UTC day concerned. */
    public LocalDate firstDay() {
        return LocalDate.ofInstant(from, ZoneOffset.UTC);
    }

    /** Last UTC day concerned, inclusive. */
    public LocalDate lastDay() {
        return LocalDate.ofInstant(to.isAfter(from) ? to.minusNanos(1) : from, ZoneOffset.UTC);
    }

    /** Whether the file may hold a fact in scope. Says yes too often rather than once too seldom. */
    public boolean mayHold(VisibleFactFile file) {
        if (!file.firstTs().isBefore(to) || file.lastTs().isBefore(from)) {
            return false;
        }
        return accounts.isEmpty() || accounts.stream().anyMatch(account -> mayHold(file, account));
    }

    private static boolean mayHold(VisibleFactFile file, String account) {
        boolean within = Directory.ID_ORDER.compare(file.minAccount(), account) <= 0
                && Directory.ID_ORDER.compare(account, file.maxAccount()) <= 0;
        return within
                && (file.bucket() == VisibleFactFile.ANY_BUCKET
                        || file.bucket() == new Buckets(file.buckets()).of(account));
    }
}
