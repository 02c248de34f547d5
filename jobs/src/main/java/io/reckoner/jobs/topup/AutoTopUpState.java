package io.reckoner.jobs.topup;

import io.reckoner.jobs.payment.Cents;
import io.reckoner.kernel.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that decides about the next charge of an account, read in one statement.
 *
 * @param version of the rule
 * @param pauses how often it was paused or resumed
 * @param pausedFor why it is paused; empty where it is not
 * @param isActive whether the account is
 * @param balance Wallet credit as of the watermark and what has come since, less what was taken since and what is owed
 * @param used cents of this month: paid, and not yet decided
 * @param attempts charges asked for so far, whatever became of them
 * @param undecided an attempt without final outcome, or paid, and neither booked yet nor settled by a person
 * @param lastAt when the last one was asked for
 * @param declines in a row since the last payment, the last resumption and the last change of the rule
 * @param lastDecline what the gateway said to the last of them
 * @param wentBack payment of an automatic top-up that was refunded or disputed since then
 */
record AutoTopUpState(
        AutoTopUpRule rule,
        int version,
        int pauses,
        Optional<String> pausedFor,
        boolean isActive,
        Money balance,
        Cents used,
        int attempts,
        Optional<String> undecided,
        Optional<Instant> lastAt,
        int declines,
        String lastDecline,
        Optional<String> wentBack) {
    /** So many declines in a row pause it. */
    private static final int MOST_DECLINES = 3;

    /**
     * What to do at an instant. A pause comes before everything; an undecided attempt before a wait; nothing is charged
     * while the balance is at or above the threshold.
     */
    AutoTopUpVerdict verdict(Instant now) {
        if (pausedFor.isPresent()) {
            return new AutoTopUpVerdict.Paused(pausedFor.get());
        }
        if (wentBack.isPresent()) {
            return new AutoTopUpVerdict.MustPause("payment " + wentBack.get()
                    + " went back; what it gave is missing from the Wallet, and would be charged again");
        }
        if (declines >= MOST_DECLINES) {
            return new AutoTopUpVerdict.MustPause(declines + " declines in a row, the last: " + lastDecline);
        }
        if (undecided.isPresent()) {
            return new AutoTopUpVerdict.Undecided(undecided.get());
        }
        if (!isActive || balance.compareTo(rule.threshold()) >= 0) {
            return new AutoTopUpVerdict.Rests(
                    isActive ? "the balance is not below the threshold" : "the account is not active");
        }
        if (used.count() + rule.amount().count() > rule.monthlyLimit().count()) {
            return new AutoTopUpVerdict.LimitReached(used);
        }
        Optional<Instant> next = lastAt.map(last -> last.plus(pause()));
        if (next.filter(now::isBefore).isPresent()) {
            return new AutoTopUpVerdict.Waits(next.get());
        }
        return new AutoTopUpVerdict.Charges(attempts + 1);
    }

    /** The cool-down, doubled by every decline in a row. Example: 1 h, after two declines 4 h. */
    private Duration pause() {
        return rule.coolDown().multipliedBy(1L << declines);
    }
}
