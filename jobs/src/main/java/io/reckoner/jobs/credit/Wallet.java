package io.reckoner.jobs.credit;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.receipt.Payment;
import io.reckoner.jobs.receipt.Payments;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Acts on Wallets. Each is done within the transaction of the {@code JdbcClient} it was given, and is harmless when done
 * again with the same reference.
 *
 * <p>Credit lands at the instant asked for, but never behind a settlement: see {@link TurnTable.Turn#landing}.
 */
public final class Wallet {
    private static final Map<LotKind, LotOrigin.Type> GRANTED = Map.of(
            LotKind.BONUS, LotOrigin.Type.GIFT,
            LotKind.GIFT, LotOrigin.Type.GIFT,
            LotKind.REFERRAL, LotOrigin.Type.REFERRAL,
            LotKind.COMPENSATION, LotOrigin.Type.COMPENSATION);

    private final LotTable lots;
    private final AdjustmentTable adjustments;
    private final Payments payments;
    private final Accounts accounts;
    private final ActTable acts;
    private final TurnTable turns;

    public Wallet(JdbcClient jdbc) {
        this.lots = new LotTable(jdbc);
        this.adjustments = new AdjustmentTable(jdbc);
        this.payments = new Payments(jdbc);
        this.accounts = new Accounts(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Credit was bought and the payment is confirmed: paid credit, the discount if it was sold under face value, and the
     * bonus. Example: 50.00 paid for 60.00 gives 50.00 {@code topup}, 10.00 {@code discount}, 10.00 {@code bonus}; of 11.90
     * with a tax of 1.90, 10.00 is credit.
     *
     * @param paid all of it, tax included, in whole cents
     * @param faceValue credit sold, at least what was paid without tax; where empty, just that
     */
    public Recorded.Given topUp(
            String account,
            Money paid,
            Optional<Money> faceValue,
            Confirmation confirmation,
            CreditSettings settings,
            Act act) {
        Payments.require(paid, confirmation.tax());
        Money credit = paid.minus(confirmation.taxOrNone());
        Money sold = faceValue.orElse(credit);
        if (sold.compareTo(credit) < 0) {
            throw new Refusal("the face value of " + sold + " is below the " + credit
                    + " paid. Give the credit that was sold, bonus not included.");
        }
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        Instant effectiveAt = confirmation.paidAt().orElse(turn.now());
        LotOrigin origin =
                new LotOrigin(LotOrigin.Type.PAYMENT, confirmation.reference().text());
        List<Lot> given = new ArrayList<>();
        given.add(lot(origin, account, LotKind.TOPUP, credit, effectiveAt, Optional.empty()));
        Money discount = sold.minus(credit);
        if (discount.isPositive()) {
            given.add(lot(origin, account, LotKind.DISCOUNT, discount, effectiveAt, Optional.empty()));
        }
        Money bonus = credit.timesExact(settings.topupBonus());
        if (bonus.isPositive()) {
            Optional<Instant> expiresAt = settings.topupBonusExpiry().map(effectiveAt::plus);
            given.add(lot(origin, account, LotKind.BONUS, bonus, effectiveAt, expiresAt));
        }
        Recorded.Given done = give(given, "wallet top-up", turn, act);
        switch (done.occasion()) {
            case NOW -> {
                accounts.requireOpen(account);
                payments.record(account, Payment.Purpose.TOP_UP, paid, confirmation, turn, act);
            }
            case BEFORE -> payments.requireSame(account, paid, confirmation);
        }
        return done;
    }

    /**
     * Gives bonus-like credit; all but a bonus with a reason.
     *
     * @param kind bonus, gift, referral or compensation
     * @param expiresAt usage exactly then may not draw on it; empty for never
     */
    public Recorded.Given grant(
            String account,
            LotKind kind,
            Money amount,
            Optional<Instant> at,
            Optional<Instant> expiresAt,
            Reference reference,
            Act act) {
        LotOrigin.Type type = GRANTED.get(kind);
        if (type == null) {
            throw new Refusal("credit of kind " + kind.code() + " is not given by hand. Write bonus, gift, referral or "
                    + "compensation; for a payment use: reckon wallet top-up; to correct: reckon wallet adjust.");
        }
        if (kind != LotKind.BONUS) {
            act.withReason("credit of kind " + kind.code());
        }
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        LotOrigin origin = new LotOrigin(type, reference.text());
        Lot lot = lot(origin, account, kind, amount, at.orElse(turn.now()), expiresAt);
        return give(List.of(lot), "wallet grant", turn, act);
    }

    /** Corrects a Wallet upwards, with a reason. */
    public Recorded.Given add(String account, Money amount, Optional<Instant> at, Reference reference, Act act) {
        act.withReason("an adjustment");
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        LotOrigin origin = new LotOrigin(LotOrigin.Type.ADJUSTMENT, reference.text());
        Lot lot = lot(origin, account, LotKind.ADJUSTMENT, amount, at.orElse(turn.now()), Optional.empty());
        return give(List.of(lot), "wallet adjust", turn, act);
    }

    /** Corrects a Wallet downwards, with a reason: draws like usage, and what no lot covers is owed. */
    public Recorded.Taken take(String account, Money amount, Optional<Instant> at, Reference reference, Act act) {
        act.withReason("an adjustment");
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        Optional<AdjustmentTable.Row> before = adjustments.find(reference.text());
        if (before.isPresent()) {
            AdjustmentTable.Row row = before.get();
            if (!row.account().equals(account) || !row.amount().equals(amount)) {
                throw usedBefore(reference.text(), row.amount() + " taken from account " + row.account());
            }
            return new Recorded.Taken(amount, row.actsAt(), Occasion.BEFORE);
        }
        if (amount.compareTo(Lot.LIMIT) >= 0) {
            throw tooMuch(amount);
        }
        Instant effectiveAt = at.orElse(turn.now());
        Instant actsAt = turn.landing(effectiveAt);
        adjustments.add(
                new AdjustmentTable.Row("adjustment:" + reference, account, amount, actsAt),
                effectiveAt,
                reference.text(),
                turn.now(),
                act);
        acts.add(act, turn.now(), "wallet adjust", account, "-" + amount + " adjustment:" + reference);
        return new Recorded.Taken(amount, actsAt, Occasion.NOW);
    }

    private Recorded.Given give(List<Lot> given, String verb, TurnTable.Turn turn, Act act) {
        Lot first = given.getFirst();
        List<LotTable.Row> before = lots.of(first.origin());
        if (!before.isEmpty()) {
            return recognised(given, before);
        }
        Instant actsAt = turn.landing(first.effectiveAt());
        for (Lot lot : given) {
            if (lot.expiresAt() != null && !lot.expiresAt().isAfter(actsAt)) {
                throw new Refusal("the credit would expire at " + lot.expiresAt() + ", before it lands at " + actsAt
                        + ": everything up to then is settled. Give it a later expiry.");
            }
            lots.add(lot, actsAt, Optional.empty(), turn.now(), act);
            acts.add(act, turn.now(), verb, first.account(), lot.amount() + " " + lot.id());
        }
        return new Recorded.Given(given, actsAt, Occasion.NOW);
    }

    /**
     * The same act again: same account, kinds and amounts under the same reference. What follows from settings and clock (the
     * bonus of a top-up, the instant) is that of the first time.
     */
    private static Recorded.Given recognised(List<Lot> given, List<LotTable.Row> before) {
        List<Lot> known = before.stream().map(LotTable.Row::lot).toList();
        if (!essence(given).equals(essence(known))) {
            Lot other = known.getFirst();
            throw usedBefore(
                    other.origin().id(),
                    other.amount() + " " + other.kind().code() + " for account " + other.account());
        }
        return new Recorded.Given(known, before.getFirst().actsAt(), Occasion.BEFORE);
    }

    private static Set<String> essence(List<Lot> lots) {
        return lots.stream()
                .filter(lot -> lot.origin().type() != LotOrigin.Type.PAYMENT || lot.kind() != LotKind.BONUS)
                .map(lot -> lot.account() + " " + lot.id() + " " + lot.amount())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Lot lot(
            LotOrigin origin, String account, LotKind kind, Money amount, Instant at, Optional<Instant> expiresAt) {
        if (amount.compareTo(Lot.LIMIT) >= 0) {
            throw tooMuch(amount);
        }
        try {
            return Lot.of(origin, account, Pool.WALLET, kind, amount, at, expiresAt.orElse(null));
        } catch (IllegalArgumentException e) {
            throw new Refusal(e.getMessage() + ".");
        }
    }

    private static Refusal tooMuch(Money amount) {
        return new Refusal("an amount of " + amount + " is too large. Write one below " + Lot.LIMIT + ".");
    }

    private static Refusal usedBefore(String reference, String what) {
        return new Refusal("reference " + reference + " was used before, for " + what
                + ". Nothing was changed. Take another reference if this is another act.");
    }
}
