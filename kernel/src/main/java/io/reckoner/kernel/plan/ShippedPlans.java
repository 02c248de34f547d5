package io.reckoner.kernel.plan;

import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plans a new installation starts with, version 1 of each.
 *
 * <p>Written in credits (100 to the dollar). A plan costs base credits / 100 dollars; 20 % renewal bonus, Backup of 3 × base and
 * a budget of 10 × price are the same for all, and four weekly caps are exactly one Main, bonus included: Starter has 1,200 and
 * 4 × 300. Price, and all figures of Builder but its pace, are our assumptions.
 */
final class ShippedPlans {
    private static final int VERSION = 1;
    private static final BigDecimal BONUS = new BigDecimal("0.20");
    private static final BigDecimal BACKUP = BigDecimal.valueOf(3);
    private static final BigDecimal BUDGET = BigDecimal.TEN;

    private ShippedPlans() {}

    static PlanCatalogue catalogue() {
        return PlanCatalogue.of(List.of(
                free(),
                paid("starter", "Starter", 1_000, 100, 300, 20),
                paid("premium", "Premium", 2_500, 250, 750, 40),
                paid("pro", "Pro", 5_000, 500, 1_500, 60),
                paid("master", "Master", 10_000, 1_000, 3_000, 80),
                paid("ultra", "Ultra", 20_000, 2_000, 6_000, 120),
                builder()));
    }

    private static Plan paid(String code, String name, int base, int daily, int weekly, int perMinute) {
        return new Plan(
                code,
                VERSION,
                name,
                Plan.Status.ACTIVE,
                credits(base),
                allowance(base),
                new Plan.Caps(credits(daily), credits(weekly), Plan.CapsMode.MAIN),
                new Plan.RateLimits(perMinute, null),
                ModelSet.ALL,
                Plan.Overflow.TO_WALLET);
    }

    /** Free models only, at a charge of zero by overlay: 1,000 requests a day, one a minute. */
    private static Plan free() {
        return new Plan(
                "free",
                VERSION,
                "Free",
                Plan.Status.ACTIVE,
                Money.ZERO,
                allowance(0),
                uncapped(null),
                new Plan.RateLimits(1, 1_000),
                new ModelSet(List.of("*:free")),
                Plan.Overflow.TO_WALLET);
    }

    /** For interactive use; its contract excludes production. What its pools leave is not the customer's to pay. */
    private static Plan builder() {
        return new Plan(
                "builder",
                VERSION,
                "Builder",
                Plan.Status.INACTIVE,
                credits(1_000),
                allowance(1_000),
                uncapped(credits(300)),
                new Plan.RateLimits(15, null),
                ModelSet.ALL,
                Plan.Overflow.NONE);
    }

    private static Plan.Allowance allowance(int base) {
        return new Plan.Allowance(credits(base), BONUS, BACKUP, BUDGET);
    }

    private static Plan.Caps uncapped(@Nullable Money weekly) {
        return new Plan.Caps(null, weekly, Plan.CapsMode.MAIN);
    }

    private static Money credits(int credits) {
        return Money.ofCents(credits);
    }
}
