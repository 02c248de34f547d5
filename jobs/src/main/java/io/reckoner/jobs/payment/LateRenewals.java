package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends back what was charged for months that could be opened no more ({@link LateCharges}). Nothing was given for it, so nothing is taken: the
 * money leaves the clearing account by which it came, and neither is booked.
 *
 * <p>What a bank has taken is not sent back as well; while the bank may give it back, the charge is not done with, and it is a break where the
 * gateway does not tell when that is.
 *
 * <p>One refund at a time; a declined one is asked for again. Where a gateway sends nothing back by itself, the charge is a break
 * until its webhook tells that a person did.
 */
final class LateRenewals {
    private final Database database;
    private final Books books;
    private final Cashier cashier;
    private final BackOff backOff;

    LateRenewals(Database database, Gateways gateways, PaymentEffects effects, BackOff backOff) {
        this.database = database;
        this.books = new Books(database, effects);
        this.cashier = new Cashier(database, gateways, effects);
        this.backOff = backOff;
    }

    /** Sends one back; returns what is left to do about it. */
    Optional<Break> sendBack(Intent charge, Instant now) {
        List<Standing> tries = new IntentTable(database.jdbc())
                .refundsOf(charge.id()).stream()
                        .map(intent -> Books.standing(database.jdbc(), intent))
                        .toList();
        if (tries.stream().anyMatch(Standing::isUndecided)) {
            return Optional.empty();
        }
        List<Standing> declined =
                tries.stream().filter(each -> each.declined().isPresent()).toList();
        Cents left = left(charge);
        Optional<String> why;
        if (!left.isPositive()) {
            why = LateCharges.inDispute(database.jdbc(), charge);
        } else if (!backOff.allows(declined, now)) {
            why = declined.getLast().declined();
        } else {
            why = refund(charge, left, tries.size() + 1);
        }
        boolean isDone = !left(charge).isPositive() && !new SentBackView(database.jdbc()).isDisputed(charge);
        if (why.isEmpty() && isDone) {
            why = books.book(charge);
        }
        return why.map(reason -> new Break(
                Break.Kind.CHARGED_AFTER_END,
                charge.id(),
                charge.account(),
                LateCharges.open(database.jdbc(), charge),
                Duration.between(charge.recordedAt(), now),
                reason
                        + LateCharges.why(database.jdbc(), charge)
                                .map(late -> " (" + late + ")")
                                .orElse("")));
    }

    private Cents left(Intent charge) {
        return new SentBackView(database.jdbc()).left(charge);
    }

    private Optional<String> refund(Intent charge, Cents left, int number) {
        try {
            return cashier.refund(
                            charge.id(),
                            left,
                            Reference.folded("late:" + charge.id() + ":" + number),
                            new Act("payment sweep", "charged for a month that could be opened no more"))
                    .declined();
        } catch (Refusal refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
