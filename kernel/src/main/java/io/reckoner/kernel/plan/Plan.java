package io.reckoner.kernel.plan;

import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One version of a plan. Versions never change; a new price is a new version.
 *
 * <p>Example: Starter costs 10.00 USD, grants 10.00 to Main (1,000 credits), 2.00 of renewal bonus to Main and 30.00 to Backup,
 * lets 1.00 a day and 3.00 a week be drawn from Main, and serves its pools until 100.00 of provider cost were spent on it.
 *
 * @param price what one cycle costs
 * @param overflow whether what the pools leave may go to the Wallet
 */
public record Plan(
        String code,
        int version,
        String name,
        Status status,
        Money price,
        Allowance allowance,
        Caps caps,
        RateLimits rateLimits,
        ModelSet models,
        Overflow overflow) {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final Money LIMIT = Money.parse("1000000.00");
    private static final Money BUDGET_LIMIT = Money.parse("8000000.00");

    /** Whether it can be bought. */
    public enum Status {
        ACTIVE,
        INACTIVE
    }

    /** What becomes of usage that the plan's pools do not cover. */
    public enum Overflow {
        /** Drawn from the Wallet, where the account's switch is on. */
        TO_WALLET,
        /** The operator's loss (over-run). */
        NONE
    }

    /** Which draws the caps count and hold back. */
    public enum CapsMode {
        /** Main alone: past a cap usage goes to Backup. */
        MAIN("main"),
        /** Main and Backup together: past a cap usage leaves the pools. */
        MAIN_AND_BACKUP("main+backup");

        private static final Map<String, CapsMode> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CapsMode::code, Function.identity()));

        private final String code;

        CapsMode(String code) {
            this.code = code;
        }

        /** The word in plan data and SQL. */
        public String code() {
            return code;
        }

        public static Optional<CapsMode> byCode(String code) {
            return Optional.ofNullable(BY_CODE.get(code));
        }
    }

    /**
     * What a cycle grants.
     *
     * @param base Main without bonus
     * @param renewalBonus share of the base granted on top of it, 0.20 for 20 %
     * @param backupMultiplier Backup as a multiple of the base
     * @param budgetMultiplier provider cost the pools may serve, as a multiple of the price
     */
    public record Allowance(
            Money base, BigDecimal renewalBonus, BigDecimal backupMultiplier, BigDecimal budgetMultiplier) {
        public Allowance {
            if (base.isNegative()
                    || renewalBonus.signum() < 0
                    || backupMultiplier.signum() < 0
                    || budgetMultiplier.signum() < 0) {
                throw new IllegalArgumentException("no part of a plan's allowance may be negative: base " + base
                        + ", renewal bonus " + renewalBonus + ", Backup " + backupMultiplier + " x, budget "
                        + budgetMultiplier + " x");
            }
        }
    }

    /** How fast the pools may be drawn, per UTC day and per week of the cycle; null is no cap. */
    public record Caps(@Nullable Money daily, @Nullable Money weekly, CapsMode mode) {
        public Caps {
            if ((daily != null && daily.isNegative()) || (weekly != null && weekly.isNegative())) {
                throw new IllegalArgumentException(
                        "a cap may not be negative: " + daily + " a day, " + weekly + " a week");
            }
        }
    }

    /** Requests the gate lets in; null is no limit. */
    public record RateLimits(@Nullable Integer perMinute, @Nullable Integer perDay) {}

    public Plan {
        requireCode(code);
        if (version < 1) {
            throw new IllegalArgumentException("plan \"" + code + "\" version " + version + ": a version is 1 or more");
        }
        if (price.isNegative() || price.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("plan " + code + ": the price must be 0 or more and below " + LIMIT);
        }
        requireBelow(code, "base", allowance.base(), LIMIT);
        requireBelow(code, "renewal bonus", allowance.base().timesExact(allowance.renewalBonus()), LIMIT);
        requireBelow(code, "Backup", allowance.base().timesExact(allowance.backupMultiplier()), LIMIT);
        requireBelow(code, "budget", price.timesExact(allowance.budgetMultiplier()), BUDGET_LIMIT);
    }

    /**
     * A code by itself, so that a file can be told of a bad one beside other faults.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static String requireCode(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "plan \"" + code + "\": a code is 1 to 40 of a-z, 0-9, - and _ and begins with a letter");
        }
        return code;
    }

    private static void requireBelow(String code, String what, Money amount, Money limit) {
        if (amount.compareTo(limit) >= 0) {
            throw new IllegalArgumentException(
                    "plan " + code + ": the " + what + " of " + amount + " must be below " + limit);
        }
    }

    /** What the bonus adds to Main: exact. */
    public Money renewalBonus() {
        return allowance.base().timesExact(allowance.renewalBonus());
    }

    public Money backup() {
        return allowance.base().timesExact(allowance.backupMultiplier());
    }

    /** Provider cost up to which the pools serve; the event that reaches it may overshoot. */
    public Money budget() {
        return price.timesExact(allowance.budgetMultiplier());
    }

    /** {@code code@version}, as facts name it: {@code starter@1}. */
    public String label() {
        return String.format(Locale.ROOT, "%s@%d", code, version);
    }
}
