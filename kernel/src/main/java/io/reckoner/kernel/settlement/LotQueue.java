package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.DrawOrder;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open lots of one pool in draw order. Drawing makes no object: what it took is left in fields that the next draw resets.
 *
 * <p>Lots before {@code head} are used up; they stay until the day's draws are collected.
 */
final class LotQueue {
    /** Expiry of a lot that never expires, and of a queue none of whose lots does. */
    static final long NEVER = Long.MAX_VALUE;

    private static final class Slot {
        final Lot lot;
        final long expiresAt;
        final boolean bonus;
        long remaining;
        long drawnToday;

        Slot(Lot lot, long remaining) {
            this.lot = lot;
            this.remaining = remaining;
            this.expiresAt = expiryMicros(lot);
            this.bonus = lot.kind().funding() == LotKind.Funding.BONUS;
        }
    }

    private Slot[] slots = new Slot[4];
    private int size;
    private int head;
    private long nextExpiry = NEVER;

    /** What the last draw took from bonus-like and from paid lots, and the ids of its first and last lot. */
    long bonus;

    long paid;

    @Nullable
    String first;

    @Nullable
    String last;

    static long expiryMicros(Lot lot) {
        return lot.expiresAt() == null ? NEVER : Micros.of(lot.expiresAt());
    }

    /** The earliest instant at which some lot lapses. */
    long nextExpiry() {
        return nextExpiry;
    }

    /** Takes up to {@code amount} for usage, in draw order, and returns what was taken. */
    long draw(long amount) {
        bonus = 0;
        paid = 0;
        first = null;
        last = null;
        long left = amount;
        while (left > 0 && head < size) {
            Slot slot = slots[head];
            long taken = Math.min(left, slot.remaining);
            if (taken > 0) {
                slot.remaining -= taken;
                slot.drawnToday += taken;
                left -= taken;
                if (slot.bonus) {
                    bonus += taken;
                } else {
                    paid += taken;
                }
                first = first == null ? slot.lot.id() : first;
                last = slot.lot.id();
            }
            if (slot.remaining == 0) {
                head++;
            }
        }
        return amount - left;
    }

    /** Opens a lot, or gives back to one that is open. */
    void add(Lot lot, Money amount) {
        int index = Arrays.binarySearch(slots, 0, size, new Slot(lot, 0), LotQueue::inDrawOrder);
        if (index >= 0) {
            Money remaining = Money.ofPicos(slots[index].remaining).plus(amount);
            if (remaining.compareTo(lot.amount()) > 0) {
                throw new IllegalStateException("lot " + lot.id() + " of " + lot.amount() + " cannot have " + remaining
                        + " left: more is given back than was drawn");
            }
            slots[index].remaining = remaining.picosExact();
            head = Math.min(head, index);
        } else {
            insert(-index - 1, new Slot(lot, amount.picosExact()));
        }
        nextExpiry = Math.min(nextExpiry, expiryMicros(lot));
    }

    private void insert(int index, Slot slot) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, size * 2);
        }
        System.arraycopy(slots, index, slots, index + 1, size - index);
        slots[index] = slot;
        size++;
        head = Math.min(head, index);
    }

    private static int inDrawOrder(Slot a, Slot b) {
        return DrawOrder.INSTANCE.compare(a.lot, b.lot);
    }

    /** Takes up to {@code amount} for something other than usage and records it lot by lot; returns what was taken. */
    Money take(Money amount, MovementType type, String cause, DayBook day) {
        Money left = amount;
        for (int i = head; i < size && left.isPositive(); i++) {
            left = left.minus(take(slots[i], left, type, cause, day));
        }
        return amount.minus(left);
    }

    /** Takes up to {@code amount} from the lot of this id, nothing if it is not open. */
    Money takeFrom(String lotId, Money amount, MovementType type, String cause, DayBook day) {
        for (int i = head; i < size; i++) {
            if (slots[i].lot.id().equals(lotId)) {
                return take(slots[i], amount, type, cause, day);
            }
        }
        return Money.ZERO;
    }

    private static Money take(Slot slot, Money amount, MovementType type, String cause, DayBook day) {
        Money taken = amount.min(Money.ofPicos(slot.remaining));
        if (taken.isPositive()) {
            slot.remaining -= taken.picosExact();
            day.add(type, slot.lot, cause, taken);
        }
        return taken;
    }

    /** Lapses what is left of every lot that expires at or before an instant. */
    void lapse(long instant, DayBook day) {
        if (instant < nextExpiry) {
            return;
        }
        for (int i = 0; i < size; i++) {
            if (slots[i].expiresAt <= instant) {
                take(slots[i], slots[i].lot.amount(), MovementType.LAPSE, "", day);
            }
        }
        collectDraws(day);
    }

    /** Hands the draws of the day to its book and lets go of lots that are used up. */
    void collectDraws(DayBook day) {
        int kept = 0;
        nextExpiry = NEVER;
        for (int i = 0; i < size; i++) {
            Slot slot = slots[i];
            if (slot.drawnToday > 0) {
                day.add(MovementType.DRAW, slot.lot, "", Money.ofPicos(slot.drawnToday));
                slot.drawnToday = 0;
            }
            if (slot.remaining > 0) {
                slots[kept++] = slot;
                nextExpiry = Math.min(nextExpiry, slot.expiresAt);
            }
        }
        Arrays.fill(slots, kept, size, null);
        size = kept;
        head = 0;
    }

    /** Adds the lots that have something left. */
    void addOpenLots(List<OpenLot> lots) {
        for (int i = head; i < size; i++) {
            if (slots[i].remaining > 0) {
                lots.add(new OpenLot(slots[i].lot, Money.ofPicos(slots[i].remaining)));
            }
        }
    }
}
