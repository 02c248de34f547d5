package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.Cycle;
import java.time.Instant;
import java.util.List;

/**
 * Something that lands in the time line of an account beside its usage. Nothing else draws, opens or closes lots.
 *
 * <p>An item acts once, at {@link #actsAt}: see {@link Landing} for how that instant is found when the item is recorded.
 */
public sealed interface TimelineItem {
    /** Unique for ever within its kind; decides the order among items of one kind at one instant. */
    String id();

    /** When it acts; never behind a settlement. */
    Instant actsAt();

    /** Credit is given. A lot that lands at or after its expiry lapses as it lands. */
    record Grant(Lot lot, Instant actsAt) implements TimelineItem {
        public Grant {
            if (actsAt.isBefore(lot.effectiveAt())) {
                throw new IllegalArgumentException("lot " + lot.id() + " cannot land at " + actsAt
                        + ", before it is effective at " + lot.effectiveAt());
            }
        }

        @Override
        public String id() {
            return lot.id();
        }
    }

    /** A paid cycle opens its pools. At most one cycle is live: a purchase during one starts at its end. */
    record CycleStart(Cycle cycle, List<Lot> lots) implements TimelineItem {
        public CycleStart {
            lots = List.copyOf(lots);
            for (Lot lot : lots) {
                if (lot.pool() == Pool.WALLET || !cycle.end().equals(lot.expiresAt())) {
                    throw new IllegalArgumentException("lot " + lot.id() + " of cycle " + cycle.id()
                            + " must lie in main or backup and expire with the cycle at " + cycle.end());
                }
            }
        }

        @Override
        public String id() {
            return cycle.id();
        }

        @Override
        public Instant actsAt() {
            return cycle.opensAt();
        }
    }

    /** A live cycle ends before its time (its payment was refunded); its lots lapse. Without effect if it has ended. */
    record CycleEnd(String id, String cycle, Instant actsAt) implements TimelineItem {}

    /**
     * A live cycle ends because another plan was bought: its lots lapse, and what is left of its value returns to the Wallet
     * as {@code switch_credit}. The new cycle is a {@link CycleStart} of its own. Without effect if the cycle has ended.
     *
     * @param id of the switch; the id of the credit's lot derives from it
     * @param newPrice price of the plan switched to
     */
    record CycleSwitch(String id, String cycle, Money newPrice, Instant actsAt) implements TimelineItem {}

    /**
     * Credit is taken out of the Wallet: the named lots first, then in draw order; the rest is shortfall. A refund and a claw-back
     * draw the named lots alone.
     *
     * @param amount more than zero, below {@link Lot#LIMIT}
     * @param lots ids of the lots drawn first, in this order; those without a rest are passed over
     */
    record Debit(String id, DebitKind kind, Money amount, List<String> lots, Instant actsAt) implements TimelineItem {
        public Debit {
            lots = List.copyOf(lots);
            if (!amount.isPositive() || amount.compareTo(Lot.LIMIT) >= 0) {
                throw new IllegalArgumentException(kindAndId(kind, id)
                        + ": the amount must be more than zero and below " + Lot.LIMIT + ", not " + amount);
            }
        }

        private static String kindAndId(DebitKind kind, String id) {
            return kind.code() + " " + id;
        }
    }

    /**
     * Usage is voided: what it drew returns to the lots it came from, in reverse order; a lapsed lot lapses again at once.
     * Wallet credit that returns pays debt first. Caps and budget are not given back. Where what goes was worked out:
     * {@link VoidedCharge}.
     *
     * @param id of the void
     * @param back what returns to lots, in order of drawing
     * @param owed unpaid shortfall that is owed no more, by the day it arose
     * @param forgiven debts given up that are no loss any more
     */
    record UsageVoid(
            String id, List<LotDraw> back, List<Debt> owed, List<Forgiven> forgiven, Money overRun, Instant actsAt)
            implements TimelineItem {
        public UsageVoid {
            back = List.copyOf(back);
            owed = List.copyOf(owed);
            forgiven = List.copyOf(forgiven);
            if (overRun.isNegative()) {
                throw new IllegalArgumentException("void " + id + ": over-run " + overRun + " may not be negative");
            }
        }
    }

    /** Debt that was given up in this way. */
    record Forgiven(GivingUp kind, Money amount) {
        public Forgiven {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException(
                        kind.code() + " taken back: the amount must be more than zero, not " + amount);
            }
        }
    }

    /**
     * Open shortfall is given up, the oldest first: no more than is owed at that instant.
     *
     * @param most more than zero
     */
    record DebtGivenUp(String id, GivingUp kind, Money most, Instant actsAt) implements TimelineItem {
        public DebtGivenUp {
            if (!most.isPositive()) {
                throw new IllegalArgumentException(
                        kind.code() + " " + id + ": the amount must be more than zero, not " + most);
            }
        }
    }

    /** The account's switch "pay as you go beyond the plan" is set. */
    record BeyondPlanSet(String id, BeyondPlan beyondPlan, Instant actsAt) implements TimelineItem {}

    /** An amount drawn from a lot. */
    record LotDraw(Lot lot, Money amount) {
        public LotDraw {
            if (!amount.isPositive() || amount.compareTo(lot.amount()) > 0) {
                throw new IllegalArgumentException(
                        "a draw of " + amount + " does not fit lot " + lot.id() + " of " + lot.amount());
            }
        }
    }
}
