package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.money.Money;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a gateway has told of a payment before a person records one of the same amount under another name. It is more likely the same than a
 * second one, and would be booked twice: that needs a word of its own.
 */
final class ToldBefore {
    /** What the person says of it. */
    enum Claim {
        /** Nothing. */
        NONE,
        /** It is another one than the gateway has told of. */
        ANOTHER
    }

    private final JdbcClient jdbc;

    ToldBefore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Judges a dispute that nobody has recorded yet.
     *
     * @param dispute what the person knows it by
     * @throws Refusal where one of the amount was told under another name and nothing is claimed; where another is claimed, and none was told
     */
    void judgeDispute(String payment, String dispute, Money amount, Claim claim) {
        Optional<String> told = new DisputeTable(jdbc)
                .opened(payment).stream()
                        .filter(each -> isOfTheFirst(payment, each.payment()))
                        .filter(each -> each.amount().toMoney().equals(amount))
                        .filter(each ->
                                !Reference.folded(each.reference()).text().equals(dispute))
                        .map(each -> each.gateway().code() + " before, as " + each.reference())
                        .findFirst();
        judge("dispute", "--ref", payment, amount, told, claim);
    }

    /**
     * Judges a refund that nobody has recorded yet.
     *
     * @param refund the gateway's id of it, as the person gives it; empty where the gateway tells of none, or does not have the payment
     * @throws Refusal as of a dispute
     */
    void judgeRefund(String payment, String refund, Money amount, Claim claim) {
        Optional<String> told = new IntentTable(jdbc)
                .refundsOf(payment).stream()
                        .filter(each -> !refund.isEmpty())
                        .map(each -> Books.standing(jdbc, each))
                        .filter(each -> each.intent().means() instanceof Means.RefundOf of
                                && isOfTheFirst(payment, of.payment()))
                        .filter(each -> each.outcome().orElse(null) instanceof Outcome.Refunded sent
                                && sent.sent().toMoney().equals(amount)
                                && !sent.reference().equals(refund))
                        .map(each -> each.intent().gateway().code() + " before, as "
                                + each.reference().orElseThrow())
                        .findFirst();
        judge("refund", "--gateway-ref", payment, amount, told, claim);
    }

    private static void judge(
            String what, String option, String payment, Money amount, Optional<String> told, Claim claim) {
        switch (claim) {
            case NONE ->
                told.ifPresent(known -> {
                    throw new Refusal("a " + what + " over " + amount + " of payment " + payment + " was told by "
                            + known
                            + ", and may be this one. Nothing was changed. If there is really a second one of the same"
                            + " amount, give the gateway's id of it with " + option + ", and say so with --again.");
                });
            case ANOTHER -> {
                if (told.isEmpty()) {
                    throw new Refusal("no other " + what + " over " + amount + " of payment " + payment
                            + " was told before. Nothing was changed. Leave --again out.");
                }
            }
        }
    }

    /** What goes back of a payment that came beside the first takes nothing of what the books hold. */
    private boolean isOfTheFirst(String charge, String payment) {
        return new IntentTable(jdbc)
                .find(charge)
                .filter(each -> Books.standing(jdbc, each).isRepeated(payment))
                .isEmpty();
    }
}
