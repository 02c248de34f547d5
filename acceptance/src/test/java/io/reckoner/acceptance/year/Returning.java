package io.reckoner.acceptance.year;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Standing;
import io.reckoner.jobs.reversal.Debts;
import io.reckoner.jobs.reversal.Reversals;
import io.reckoner.kernel.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Money that goes back, charges that are taken back, debts that are given up. */
final class Returning {
    private final World world;
    private final Post post;
    private final Agenda agenda;
    private final Chance chance;
    private final Tally tally;
    private long number;

    Returning(World world, Post post, Agenda agenda, Chance chance, Tally tally) {
        this.world = world;
        this.post = post;
        this.agenda = agenda;
        this.chance = chance;
        this.tally = tally;
    }

    /** One payment that still may go back goes back, in one of the ways there are. */
    void somePayment(Kind kind) {
        List<StandingQuery.Paid> all = new StandingQuery(world.jdbc())
                .payments(now()).stream()
                        .filter(each -> each.left() > 100)
                        .filter(each -> fits(kind, each))
                        .toList();
        if (!all.isEmpty()) {
            goesBack(kind, chance.among(all));
        }
    }

    private static boolean fits(Kind kind, StandingQuery.Paid payment) {
        boolean isTopUp = payment.purpose().equals("top_up");
        return switch (kind) {
            case REFUNDED, REFUNDED_IN_PART, REFUNDED_AT_STRIPE ->
                isTopUp && payment.gateway().equals("stripe");
            case REFUNDED_AT_CREEM -> isTopUp && payment.gateway().equals("creem") && payment.left() == 1_000;
            case REFUNDED_BY_TRANSFER -> isTopUp && payment.gateway().equals("offline");
            case PLAN_REFUNDED ->
                payment.purpose().equals("plan") && payment.gateway().equals("stripe");
            case DISPUTE_OPENED -> payment.gateway().equals("stripe");
            default -> throw new IllegalArgumentException(kind + " sends nothing back");
        };
    }

    /** What has not reached the books yet may have taken some of it back already: the gateway knows. */
    private void goesBack(Kind kind, StandingQuery.Paid payment) {
        if (payment.gateway().equals("stripe")
                && kind != Kind.DISPUTE_OPENED
                && world.stripe.left(payment.payment()) < payment.left()) {
            return;
        }
        if (kind == Kind.REFUNDED_AT_CREEM && world.creem.left(payment.payment()) < payment.left()) {
            return;
        }
        long part = 1 + chance.below((int) payment.left() - 1);
        switch (kind) {
            case REFUNDED, PLAN_REFUNDED -> refund(kind, payment, payment.left());
            case REFUNDED_IN_PART -> refund(kind, payment, part);
            case REFUNDED_AT_STRIPE -> {
                var told = world.stripe.refundedByHand(payment.payment(), part);
                post.tellSurely("stripe", now(), () -> world.stripe.sentNow(told));
                tally.count(kind);
            }
            case REFUNDED_AT_CREEM -> {
                var told = world.creem.refunded(payment.payment(), 1_210);
                post.tellSurely("creem", now(), () -> told);
                tally.count(kind);
            }
            case REFUNDED_BY_TRANSFER -> byTransfer(payment, part);
            case DISPUTE_OPENED -> dispute(payment);
            default -> throw new IllegalArgumentException(kind + " sends nothing back");
        }
    }

    private void refund(Kind kind, StandingQuery.Paid payment, long cents) {
        try {
            Standing standing = world.desk
                    .cashier()
                    .refund(payment.payment(), new Cents(cents), reference("refund"), World.by("support"));
            tally.count(kind);
            if (standing.state().equals("unknown")) {
                tally.count(Kind.OUTCOME_UNKNOWN);
            }
        } catch (Refusal refused) {
            tally.refused(kind, String.valueOf(refused.getMessage()));
        }
    }

    private void byTransfer(StandingQuery.Paid payment, long cents) {
        done(Kind.REFUNDED_BY_TRANSFER, world.act(jdbc -> new Reversals(jdbc)
                .refund(
                        payment.payment(),
                        Optional.of(Money.ofCents(cents)),
                        Optional.empty(),
                        reference("refund"),
                        World.by("support"))));
    }

    /** A dispute is opened, over a part now and then, and some days later won or lost. */
    private void dispute(StandingQuery.Paid payment) {
        String intent = payment.payment();
        long left = world.stripe.left(intent);
        boolean isPlan = payment.purpose().equals("plan");
        if (left <= 1 || isPlan && left < payment.left()) {
            return;
        }
        String dispute = "dp_" + ++number;
        long about = isPlan || !chance.oneIn(3) ? left : 1 + chance.below((int) left - 1);
        var opened = world.stripe.dispute("charge.dispute.created", intent, dispute, "needs_response", about);
        post.tell("stripe", now(), () -> world.stripe.sentNow(opened));
        tally.count(Kind.DISPUTE_OPENED);
        boolean won = chance.oneIn(2);
        agenda.at(now().plus(Duration.ofHours(30 + chance.below(200))), () -> {
            tally.count(won ? Kind.DISPUTE_WON : Kind.DISPUTE_LOST);
            var closed = world.stripe.dispute("charge.dispute.closed", intent, dispute, won ? "won" : "lost");
            post.tellSurely("stripe", now(), () -> world.stripe.sentNow(closed));
        });
    }

    /** An event of yesterday is charged no more. */
    void voidCharge(Traffic.Logged event) {
        var ran = world.reckon.run("wallet void " + event.id() + " --account " + event.account() + " --reason wrong");
        done(Kind.VOIDED, ran.exit() == 0 ? Optional.empty() : Optional.of(ran.err()));
    }

    void writeOff() {
        List<String> owing = new StandingQuery(world.jdbc()).owing();
        if (!owing.isEmpty()) {
            String account = chance.among(owing);
            done(Kind.WRITTEN_OFF, world.act(jdbc -> new Debts(jdbc)
                    .writeOff(
                            account, Optional.empty(), Optional.empty(), reference("write-off"), World.by("support"))));
        }
    }

    private void done(Kind kind, Optional<String> refused) {
        refused.ifPresentOrElse(why -> tally.refused(kind, why), () -> tally.count(kind));
    }

    private Reference reference(String what) {
        return new Reference(what + "-" + ++number);
    }

    private Instant now() {
        return world.clock.instant();
    }
}
