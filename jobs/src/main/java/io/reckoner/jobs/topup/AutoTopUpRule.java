package io.reckoner.jobs.topup;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.GatewayName;
import io.reckoner.jobs.payment.Means;
import io.reckoner.kernel.money.Money;
import java.time.Duration;

/**
 * When and by what an account is topped up without being asked.
 *
 * @param threshold charged when the Wallet less what is owed is below this; not negative
 * @param monthlyLimit the most of a calendar month (UTC), not below one amount
 * @param coolDown the least time between two attempts, a minute to 31 days
 */
public record AutoTopUpRule(
        String account,
        Money threshold,
        Cents amount,
        Cents monthlyLimit,
        GatewayName gateway,
        Means.StoredMethod method,
        Duration coolDown) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(31);

    public AutoTopUpRule {
        if (threshold.isNegative()) {
            throw new IllegalArgumentException("a threshold of " + threshold + " is below zero");
        }
        if (monthlyLimit.compareTo(amount) < 0) {
            throw new Refusal("a monthly limit of " + monthlyLimit + " is below the amount of " + amount
                    + ": nothing would ever be charged. Raise --monthly-limit.");
        }
        if (coolDown.compareTo(SHORTEST) < 0 || coolDown.compareTo(LONGEST) > 0) {
            throw new Refusal("a cool-down of " + coolDown + " is not possible. Write 1m to 31d.");
        }
    }
}
