package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.reversal.Reversals;
import io.reckoner.kernel.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Refunds of a payment that may still go through, or went out, and are not booked. What a person records of the payment counts them as
 * gone.
 */
final class UnbookedRefunds {
    private final JdbcClient jdbc;
    private final Reversals reversals;

    UnbookedRefunds(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.reversals = new Reversals(jdbc);
    }

    /**
     * What can be recorded beside them: the amount asked for, else all that is left; empty for all where there are none.
     *
     * @param isRecorded what of the gateway's refunds is recorded by hand, or is now
     * @throws Refusal when it is more than is left beside them
     */
    Optional<Money> beside(String payment, Optional<Money> amount, Predicate<Reference> isRecorded) {
        List<Standing> open = of(payment, isRecorded);
        if (open.isEmpty()) {
            return amount;
        }
        Money gone = open.stream().map(each -> each.intent().cents().toMoney()).reduce(Money.ZERO, Money::plus);
        Money free = reversals.left(payment).minus(gone);
        if (!free.isPositive()
                || amount.filter(asked -> asked.compareTo(free) > 0).isPresent()) {
            throw new Refusal("of payment " + payment + " " + free.max(Money.ZERO) + " can be sent back or disputed"
                    + amount.map(asked -> ", not " + asked).orElse("") + ": " + gone
                    + " is on its way by "
                    + open.stream().map(each -> each.intent().id()).collect(Collectors.joining(", "))
                    + ", and not booked yet. Nothing was changed. " + remedy(open.getFirst()));
        }
        return Optional.of(amount.orElse(free));
    }

    private List<Standing> of(String payment, Predicate<Reference> isRecorded) {
        IntentTable intents = new IntentTable(jdbc);
        return intents.find(payment).stream()
                .flatMap(charge -> intents.refundsOf(payment).stream()
                        .filter(refund -> isOfTheFirst(charge, refund))
                        .map(refund -> Books.standing(jdbc, refund))
                        .filter(Standing::isUnbooked)
                        .filter(refund -> refund.reference()
                                .map(known -> RefundByHand.reference(charge.gateway(), known))
                                .filter(isRecorded)
                                .isEmpty()))
                .toList();
    }

    /** What goes back of a payment that came beside the first takes nothing of what the books hold. */
    private boolean isOfTheFirst(Intent charge, Intent refund) {
        return !(refund.means() instanceof Means.RefundOf of)
                || !Books.standing(jdbc, charge).isRepeated(of.payment());
    }

    private static String remedy(Standing refund) {
        return refund.isUndecided()
                ? refund.awaited().remedy(refund.intent().id())
                : "It went out, and the books do not follow: reckon payment sweep says why, and books it once that is mended.";
    }
}
