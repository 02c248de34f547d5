package io.reckoner.kernel.settlement;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fold over the time line of one account at a time, for one run: items and rated events go in by instant, draws and
 * movements come out, and the state at the watermark is what the next run starts from.
 *
 * <p>At one instant: lapses; cycle ends; cycle starts, grants, returns and debts given up; where credit came, shortfall
 * paid once; usage and debits by id as UTF-8 bytes. Example: a lot of 1.00 effective at 10:00 and a charge of 0.30 at 10:00 leave 0.70; had the lot expired at
 * 10:00, the charge would be shortfall.
 *
 * <p>Nothing rounds and nothing is lost: in every row {@code charge = main + backup + wallet + shortfall + over-run}. Not safe
 * for several threads; one settler serves the accounts of a bucket one after the other.
 */
public final class Settler {
    private static final byte SUBSCRIPTION = (byte) KeyKind.SUBSCRIPTION.ordinal();

    private final SettlementTerms terms;
    private final long previousWatermark;
    private final long watermark;

    /** Events settle before this instant: the watermark, or a microsecond more where the watermark stays. */
    private final long until;

    private final DayBook day;
    private final Symbols symbols;
    private final Map<Plan, ModelGate> gates = new HashMap<>();

    private @Nullable Account current;

    /** The account being settled, and where in its time line it stands. */
    private record Account(Holdings holdings, Timeline timeline, MovementSink sink) {}

    private long now;
    private long today;

    /** Until this instant no item acts, no lot lapses and the day does not turn: an event before it needs no more than a draw. */
    private long nextStop;

    /** A settler for one run. */
    public Settler(SettlementTerms terms, Symbols symbols) {
        this.terms = terms;
        this.symbols = symbols;
        this.previousWatermark = Micros.of(terms.previousWatermark());
        this.watermark = Micros.of(terms.watermark());
        this.until = watermark == previousWatermark ? watermark + 1 : watermark;
        this.day = new DayBook(symbols);
    }

    /**
     * Begins an account.
     *
     * @param opening its state at the previous watermark
     * @param items what lands in its time line, in any order; those at or after the watermark wait and are passed over
     * @throws IllegalArgumentException naming an item that would act behind the previous watermark or occurs twice, or a lot
     *     that should have lapsed before it
     */
    public void begin(AccountState opening, List<TimelineItem> items, MovementSink sink) {
        if (current != null) {
            throw new IllegalStateException("the account before " + opening.account() + " is not finished");
        }
        Timeline timeline = new Timeline(opening, items, terms);
        Holdings holdings = new Holdings(opening, terms.plans(), plan -> gates.computeIfAbsent(plan, this::gate), day);
        if (holdings.nextLapse() < previousWatermark) {
            throw new IllegalArgumentException("account " + opening.account() + " has a lot that expired at "
                    + Micros.instant(holdings.nextLapse()) + "; its state is not that of the previous watermark "
                    + terms.previousWatermark());
        }
        current = new Account(holdings, timeline, sink);
        now = previousWatermark;
        today = Micros.epochDay(previousWatermark);
        nextStop = previousWatermark;
    }

    private ModelGate gate(Plan plan) {
        return new ModelGate(plan.models(), symbols);
    }

    /**
     * Settles rows of the account in order of ({@code settledAt}, id as UTF-8 bytes), and fills the same rows of
     * {@code draws}.
     *
     * @throws IllegalArgumentException naming an event that is out of order, outside the run, or has a negative charge
     */
    public void settle(EventBlock block, ChargeBlock charges, int from, int to, DrawBlock draws) {
        Account account = account();
        Holdings holdings = account.holdings;
        for (int row = from; row < to; row++) {
            long t = block.settledAt[row];
            if (t >= nextStop) {
                advance(account, t, block, row);
            }
            if (t < now) {
                throw refused(block, row, "comes after one that settles at " + Micros.instant(now));
            }
            now = t;
            long charge = charges.totalCharge[row];
            if (charge < 0) {
                throw refused(block, row, "has a negative charge");
            }
            long providerCost = charges.providerCost[row];
            day.count(block.provider[row], charge, providerCost);
            clear(draws, row);
            draws.late[row] = block.ts[row] < previousWatermark;
            if (block.keyKind[row] == SUBSCRIPTION) {
                drawSubscription(holdings, block.model[row], t, charge, providerCost, draws, row);
            } else if (charge > 0) {
                drawWallet(holdings, charge, t, draws, row);
            }
        }
    }

    private static void clear(DrawBlock draws, int row) {
        draws.main[row] = 0;
        draws.backup[row] = 0;
        draws.walletBonus[row] = 0;
        draws.walletPaid[row] = 0;
        draws.shortfall[row] = 0;
        draws.overRun[row] = 0;
        draws.firstLot[row] = null;
        draws.lastLot[row] = null;
        draws.plan[row] = null;
    }

    /** Main, then Backup, then the Wallet where plan and account allow it; else the rest is over-run. */
    private void drawSubscription(
            Holdings holdings, int model, long t, long charge, long providerCost, DrawBlock draws, int row) {
        CycleUse cycle = holdings.cycle;
        long left = charge;
        if (cycle != null) {
            draws.plan[row] = cycle.label;
            if (charge > 0 && cycle.hasBudget() && cycle.models.allows(model)) {
                left -= drawPools(holdings, cycle, t, charge, providerCost, draws, row);
            }
        }
        if (left == 0) {
            return;
        }
        boolean overflows = cycle == null || cycle.plan.overflow() == Plan.Overflow.TO_WALLET;
        if (overflows && holdings.beyondPlan == BeyondPlan.PAY_AS_YOU_GO) {
            drawWallet(holdings, left, t, draws, row);
        } else {
            draws.overRun[row] = left;
            day.overRun.add(left);
        }
    }

    private static long drawPools(
            Holdings holdings, CycleUse cycle, long t, long charge, long providerCost, DrawBlock draws, int row) {
        long room = cycle.room(t);
        long fromMain = holdings.main.draw(Math.min(charge, room));
        note(holdings.main, draws, row);
        long backupRoom =
                switch (cycle.plan.caps().mode()) {
                    case MAIN -> Long.MAX_VALUE;
                    case MAIN_AND_BACKUP -> room - fromMain;
                };
        long fromBackup = holdings.backup.draw(Math.min(charge - fromMain, backupRoom));
        note(holdings.backup, draws, row);
        draws.main[row] = fromMain;
        draws.backup[row] = fromBackup;
        long drawn = fromMain + fromBackup;
        if (drawn > 0) {
            cycle.count(t, fromMain, fromBackup, providerCost == EventBlock.ABSENT ? 0 : providerCost);
        }
        return drawn;
    }

    private void drawWallet(Holdings holdings, long amount, long t, DrawBlock draws, int row) {
        LotQueue wallet = holdings.wallet;
        long uncovered = amount - wallet.draw(amount);
        note(wallet, draws, row);
        draws.walletBonus[row] = wallet.bonus;
        draws.walletPaid[row] = wallet.paid;
        if (uncovered > 0) {
            draws.shortfall[row] = uncovered;
            day.shortfall.add(uncovered);
            holdings.debts.add(t, uncovered);
        }
    }

    private static void note(LotQueue drawn, DrawBlock draws, int row) {
        if (drawn.first != null) {
            draws.firstLot[row] = draws.firstLot[row] == null ? drawn.first : draws.firstLot[row];
            draws.lastLot[row] = drawn.last;
        }
    }

    /** Lets happen everything that comes before an event. */
    private void advance(Account account, long t, EventBlock block, int row) {
        if (t >= until) {
            throw refused(block, row, "lies at or after the watermark " + terms.watermark() + " and has to wait");
        }
        for (; ; ) {
            long opening = Math.min(account.timeline.nextItemAt(), account.holdings.nextEnd());
            long debit = account.timeline.nextDebitAt();
            if (opening <= debit && opening <= t) {
                open(account, opening);
            } else if (debit < t || (debit == t && debitComesBefore(account.timeline, block, row))) {
                debit(account);
            } else {
                break;
            }
        }
        turnDay(account, t);
        long nextMidnight = (today + 1) * Micros.PER_DAY;
        nextStop = Math.min(Math.min(nextMidnight, until), next(account));
    }

    private static long next(Account account) {
        Timeline timeline = account.timeline;
        return Math.min(Math.min(timeline.nextItemAt(), timeline.nextDebitAt()), account.holdings.nextEnd());
    }

    private static boolean debitComesBefore(Timeline timeline, EventBlock block, int row) {
        byte[] id = timeline.nextDebitId();
        return Arrays.compareUnsigned(id, 0, id.length, block.text, block.idStart(row), block.idEnd[row]) < 0;
    }

    /** Everything of an instant that comes before usage and debits. */
    private void open(Account account, long instant) {
        Holdings holdings = account.holdings;
        turnDay(account, instant);
        now = Math.max(now, instant);
        holdings.lapse(instant);
        holdings.endCycle(instant);
        if (account.timeline.nextItemAt() > instant) {
            return;
        }
        while (account.timeline.nextItemAt() == instant) {
            holdings.act(account.timeline.takeItem());
        }
        holdings.payOff();
    }

    private void debit(Account account) {
        long instant = account.timeline.nextDebitAt();
        turnDay(account, instant);
        now = instant;
        account.holdings.debit(account.timeline.takeDebit());
    }

    private void turnDay(Account account, long instant) {
        long epochDay = Micros.epochDay(instant);
        if (epochDay > today) {
            closeDay(account);
            today = epochDay;
        }
    }

    private void closeDay(Account account) {
        account.holdings.collectDraws();
        day.close(Micros.day(today * Micros.PER_DAY), account.sink);
    }

    /**
     * Advances to the watermark and returns what is left there: what acts before it has acted, what expires by it has lapsed.
     */
    public AccountState finish() {
        Account account = account();
        while (next(account) < watermark) {
            long opening = Math.min(account.timeline.nextItemAt(), account.holdings.nextEnd());
            if (opening <= account.timeline.nextDebitAt()) {
                open(account, opening);
            } else {
                debit(account);
            }
        }
        if (account.holdings.nextLapse() == watermark) {
            turnDay(account, watermark);
            account.holdings.lapse(watermark);
        }
        closeDay(account);
        current = null;
        return account.holdings.state();
    }

    private Account account() {
        return Objects.requireNonNull(current, "no account was begun");
    }

    private static IllegalArgumentException refused(EventBlock block, int row, String why) {
        return new IllegalArgumentException(
                "event " + block.id(row) + " settling at " + Micros.instant(block.settledAt[row]) + " " + why);
    }
}
