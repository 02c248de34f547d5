package io.reckoner.kernel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.Check;
import io.reckoner.kernel.control.ControlEquation;
import io.reckoner.kernel.control.ControlProof;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.PurseTotals;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotKind.Funding;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.AccountState;
import io.reckoner.kernel.settlement.BeyondPlan;
import io.reckoner.kernel.settlement.Debt;
import io.reckoner.kernel.settlement.Movement;
import io.reckoner.kernel.settlement.MovementType;
import io.reckoner.kernel.settlement.OpenLot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of an account, run after run: whatever happens to its lots and debts, the journal's balances are what remains
 * of the lots by funding, and what is owed.
 */
class BooksAgreeWithLotsTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final ChartOfAccounts CHART = ChartOfAccounts.STANDARD;

    static List<Long> seeds() {
        return LongStream.rangeClosed(1, 60).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void liabilityIsWhatRemainsOfTheLots(long seed) {
        Life life = new Life(new Random(seed));
        Map<AccountName, Money> balances = new TreeMap<>();
        for (int run = 1; run <= 12; run++) {
            AccountState opening = life.state();
            List<Movement> movements = life.liveOneDay(FIRST.plusDays(run));
            AccountState closing = life.state();
            List<JournalEntry> entries = new Bookkeeper(
                            new PostingRules(CHART, run),
                            startOf(FIRST.plusDays(run)),
                            startOf(FIRST.plusDays(run + 1)))
                    .entries("acct_1", movements, List.of(), life.dealings());
            entries.forEach(
                    entry -> entry.postings().forEach(leg -> balances.merge(leg.account(), leg.amount(), Money::plus)));

            assertThat(failures(opening, movements, closing, entries)).isEmpty();
            assertThat(balances.getOrDefault(CHART.creditPaid(), Money.ZERO).negate())
                    .isEqualTo(life.remaining(Pool.WALLET, Funding.PAID));
            assertThat(balances.getOrDefault(CHART.creditBonus(), Money.ZERO).negate())
                    .isEqualTo(life.remaining(Pool.WALLET, Funding.BONUS));
            for (Pool pool : List.of(Pool.MAIN, Pool.BACKUP)) {
                assertThat(balances.getOrDefault(CHART.planCredit(pool), Money.ZERO)
                                .negate())
                        .isEqualTo(closing.remaining(pool));
            }
            assertThat(balances.getOrDefault(CHART.shortfall(), Money.ZERO)).isEqualTo(closing.owed());
        }
        assertThat(balances).as("the life had something in it").hasSizeGreaterThan(8);
    }

    /** The equations of settling, with the lots standing in for the facts that this test has none of. */
    private static List<Check> failures(
            AccountState opening, List<Movement> movements, AccountState closing, List<JournalEntry> entries) {
        ControlTotals lots = PurseTotals.of(opening, movements, closing);
        ControlTotals journal = new JournalTotals(CHART).of(entries);
        ControlTotals.Sheet facts = ControlTotals.sheet();
        for (UsageFigure figure : UsageFigure.values()) {
            Money of = Money.of(lots.value(Book.LOTS.total(figure)));
            if (figure == UsageFigure.OVER_RUN) {
                of = sum(movements, MovementType.OVER_RUN);
            } else if (figure == UsageFigure.CHARGE) {
                of = sum(movements, MovementType.DRAW)
                        .plus(sum(movements, MovementType.SHORTFALL))
                        .plus(sum(movements, MovementType.OVER_RUN));
            }
            facts.add(Book.FACTS.total(figure), of).add(Book.SETTLEMENT.total(figure), of);
        }
        ControlProof proof =
                ControlProof.of(ControlEquation.ofSettling(), lots.plus(journal).plus(facts.totals()));
        return proof.checks().stream().filter(check -> !check.holds()).toList();
    }

    private static Money sum(List<Movement> movements, MovementType type) {
        return movements.stream()
                .filter(movement -> movement.type() == type)
                .map(Movement::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** An account to which things happen at random; it keeps lots and debt by the signs of the movements alone. */
    private static final class Life {
        private final Random random;
        private final Map<String, Lot> lots = new TreeMap<>();
        private final Map<String, Money> remaining = new TreeMap<>();
        private final Map<String, Receipt> receipts = new HashMap<>();
        private final Map<String, LotKind> clawedBack = new HashMap<>();
        private Money owed = Money.ZERO;
        private int serial;

        Life(Random random) {
            this.random = random;
        }

        List<Movement> liveOneDay(LocalDate day) {
            List<Movement> movements = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                Movement movement = next(day);
                if (movement != null && movements.stream().noneMatch(other -> sameKey(other, movement))) {
                    movements.add(apply(movement));
                }
            }
            return movements;
        }

        private Movement next(LocalDate day) {
            MovementType type = MovementType.values()[random.nextInt(MovementType.values().length)];
            if (type == MovementType.OPENING_SHORTFALL) {
                // Opening balances come before the first run and have an entry of their own.
                return null;
            }
            String cause = type.name().contains("DRAW") && type != MovementType.DRAW
                            || type.name().contains("_SHORTFALL")
                            || type.name().contains("RETURN")
                    ? "cause-" + ++serial
                    : "";
            Money amount = Money.ofPicos(1 + random.nextLong(3_000_000_000_000L));
            if (type == MovementType.GRANT) {
                return new Movement(day, type, newLot(), cause, amount);
            }
            if (type.debtSign() < 0) {
                amount = amount.min(owed);
            }
            Lot lot = null;
            if (type.lotSign() != 0) {
                List<Lot> fitting = lots.values().stream()
                        .filter(candidate -> !takesFromWallet(type) || candidate.pool() == Pool.WALLET)
                        .toList();
                if (fitting.isEmpty()) {
                    return null;
                }
                lot = fitting.get(random.nextInt(fitting.size()));
                amount = amount.min(
                        type.lotSign() < 0
                                ? remaining.get(lot.id())
                                : lot.amount().minus(remaining.get(lot.id())));
            }
            if (amount.isZero()) {
                return null;
            }
            note(type, cause, amount);
            return new Movement(day, type, lot, cause, amount);
        }

        private Lot newLot() {
            LotKind kind = LotKind.values()[random.nextInt(LotKind.values().length)];
            kind = kind == LotKind.SWITCH_CREDIT ? LotKind.TOPUP : kind;
            Pool pool = kind == LotKind.PLAN || kind == LotKind.PLAN_BONUS
                    ? (random.nextBoolean() ? Pool.MAIN : Pool.BACKUP)
                    : Pool.WALLET;
            String origin = "origin-" + ++serial;
            Lot lot = Lot.of(
                    new LotOrigin(LotOrigin.Type.PAYMENT, origin),
                    "acct_1",
                    pool,
                    kind,
                    Money.parse("3.00"),
                    Instant.EPOCH,
                    null);
            lots.put(lot.id(), lot);
            remaining.put(lot.id(), Money.ZERO);
            return lot;
        }

        private Movement apply(Movement movement) {
            Lot lot = movement.lot();
            if (lot != null) {
                remaining.merge(
                        lot.id(), movement.amount().times(movement.type().lotSign()), Money::plus);
                if (movement.type() == MovementType.GRANT) {
                    receipts.put(lot.origin().id(), inCents(movement.amount()));
                }
            }
            owed = owed.plus(movement.amount().times(movement.type().debtSign()));
            return movement;
        }

        private void note(MovementType type, String cause, Money amount) {
            if (type.name().startsWith("REFUND") || type.name().startsWith("CHARGEBACK")) {
                receipts.put(cause, inCents(amount));
            }
            if (type.name().startsWith("CLAW")) {
                clawedBack.put(cause, random.nextBoolean() ? LotKind.BONUS : LotKind.DISCOUNT);
            }
        }

        private static Receipt inCents(Money amount) {
            return Receipt.of("stripe", io.reckoner.kernel.money.Rounding.toCents(amount));
        }

        private static boolean takesFromWallet(MovementType type) {
            return switch (type) {
                case ADJUSTMENT_DRAW, REFUND_DRAW, CLAW_BACK_DRAW, CHARGEBACK_DRAW, PAY_OFF -> true;
                default -> false;
            };
        }

        private static boolean sameKey(Movement a, Movement b) {
            return a.type() == b.type() && a.cause().equals(b.cause()) && Objects.equals(a.lot(), b.lot());
        }

        Money remaining(Pool pool, Funding funding) {
            return lots.values().stream()
                    .filter(lot -> lot.pool() == pool && lot.kind().funding() == funding)
                    .map(lot -> remaining.get(lot.id()))
                    .reduce(Money.ZERO, Money::plus);
        }

        AccountState state() {
            List<OpenLot> open = lots.values().stream()
                    .filter(lot -> remaining.get(lot.id()).isPositive())
                    .map(lot -> new OpenLot(lot, remaining.get(lot.id())))
                    .toList();
            List<Debt> debts = owed.isZero() ? List.of() : List.of(new Debt(FIRST, owed));
            return new AccountState("acct_1", open, null, debts, BeyondPlan.PAY_AS_YOU_GO);
        }

        Dealings dealings() {
            return new Dealings(receipts, clawedBack, List.of(), List.of(), List.of());
        }
    }
}
