package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.Thrown;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.plan.DueRenewal;
import io.reckoner.jobs.plan.PlanSettings;
import io.reckoner.jobs.plan.RenewalCharge;
import io.reckoner.jobs.plan.Renewals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Charges next months by the stored method that paid an earlier month of the same subscription, the newest first. A month paid on a
 * page, by a transfer or to a gateway that renews by itself leaves none: nothing is asked for.
 *
 * <p>A page that the customer has left for longer than pages live does not hold it up. Paid afterwards, it buys what comes after this month.
 *
 * <p>An account whose renewal fails in a way nobody expects holds up no other: it is named with what was thrown. Was it charged before that, the
 * sweep looks it up.
 *
 * <p>Asking again charges no second time: it says how the attempt stands, and a decline that was learned meanwhile is counted.
 */
final class StoredRenewal implements RenewalCharge {
    private final Database database;
    private final Cashier cashier;
    private final PlanSettings settings;
    private final Duration pageLife;
    private final List<String> sentences = new ArrayList<>();

    /** @param pageLife how long a page that nobody has touched holds a renewal up */
    StoredRenewal(Database database, Cashier cashier, PlanSettings settings, Duration pageLife) {
        this.database = database;
        this.cashier = cashier;
        this.settings = settings;
        this.pageLife = pageLife;
    }

    @Override
    public void ask(DueRenewal due) {
        try {
            new RenewedByView(database.jdbc())
                    .storedCharge(due.account(), due.subscription())
                    .flatMap(new IntentTable(database.jdbc())::find)
                    .ifPresent(before -> charge(due, before));
        } catch (Refusal refused) {
            sentences.add("Renewal of account " + due.account() + ": " + refused.getMessage());
        } catch (RuntimeException fault) {
            sentences.add("Renewal of account " + due.account()
                    + " failed, the others go on and it is tried again with the next round: "
                    + Thrown.inOneLine(fault));
        }
    }

    private void charge(DueRenewal due, Intent before) {
        Reference reference = Reference.folded(due.reference());
        Standing standing = cashier.charge(
                new ChargeOrder(
                        due.account(),
                        before.gateway(),
                        Purpose.PLAN_CYCLE,
                        before.plan(),
                        Cents.of(due.amount()),
                        before.means(),
                        reference),
                jdbc -> {
                    new Renewals(jdbc, settings).requireDue(due);
                    new FlightTable(jdbc).giveWay(due.account(), pageLife);
                },
                new Act("renewal", ""));
        sentences.add("Renewal of account " + due.account() + ", attempt " + due.attempt() + " of " + due.attempts()
                + ": " + PaymentTables.sentence(standing));
        if (standing.outcome().orElse(null) instanceof Outcome.Declined) {
            database.inTransaction(jdbc -> new Renewals(jdbc, settings)
                    .declined(
                            due.account(),
                            Optional.empty(),
                            reference,
                            new Act("gateway " + before.gateway().code(), "")));
        }
    }

    /** What was asked for, a sentence each. */
    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
