package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.receipt.Payment;
import io.reckoner.jobs.receipt.PaymentTable;
import io.reckoner.kernel.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a gateway has told before a person records a payment, refund or dispute of the same amount under another name. It is more likely the same than a
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

    /** People say on which day a payment came, and not when: the day of their own zone. */
    private static final Duration AS_DAYS_ARE_GIVEN = Duration.ofDays(2);

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
                        .map(each -> told(each.gateway(), each.reference()))
                        .findFirst();
        judge("dispute", "--ref", "payment " + payment, amount, told, claim);
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
                        .map(each ->
                                told(each.intent().gateway(), each.reference().orElseThrow()))
                        .findFirst();
        judge("refund", "--gateway-ref", "payment " + payment, amount, told, claim);
    }

    /**
     * Judges a payment that is not recorded yet. No intent knows it: it may be one of the same amount that is known under another id, or
     * one that is awaited. Or an intent does, and a person has closed that one, who may have given its credit.
     *
     * @param charge whose payment it is, where one knows it
     * @throws Refusal as of a dispute
     */
    void judgePayment(HeldPayment held, String account, HeldPayments.Item item, Optional<Intent> charge) {
        Optional<String> told = charge.isPresent()
                ? charge.filter(new BreakEndTable(jdbc)::isSettled)
                        .map(each -> "was closed by a person, as intent " + each.id())
                        .or(() -> charge.filter(each ->
                                        new GivenByHandView(jdbc).why(each).isPresent())
                                .map(each ->
                                        "may have been credited by hand before, see the break of intent " + each.id()))
                : closed(held, account)
                        .or(() -> recorded(held, account, item))
                        .or(() -> awaited(held, account, item.price()));
        judge(
                "payment",
                "--gateway-ref",
                "account " + account,
                item.price(),
                told,
                held.isAnother() ? Claim.ANOTHER : Claim.NONE);
    }

    /** Nobody knew whose it is, and a person has closed it, who may have given its credit; or has recorded it under its id there. */
    private Optional<String> closed(HeldPayment held, String account) {
        Optional<String> unknown = new BreakEndTable(jdbc).isClosedAsUnknown(held.gateway(), held.reference())
                ? Optional.of("an unknown payment")
                : Optional.empty();
        return unknown.or(() -> new GivenByHandView(jdbc).closedWebhook(held.gateway(), held.reference()))
                .map(what -> "was closed by a person, as " + what)
                .or(() -> new PaymentTable(jdbc)
                        .find(held.reference())
                        .filter(each -> each.account().equals(account))
                        .map(each -> "was recorded before, as payment " + each.id()));
    }

    private Optional<String> recorded(HeldPayment held, String account, HeldPayments.Item item) {
        Optional<Instant> moved = new ListedPaymentView(jdbc)
                .find(held.gateway(), held.reference())
                .map(listed -> listed.movedAt().minus(AS_DAYS_ARE_GIVEN));
        return new PaymentTable(jdbc)
                .of(account).stream()
                        .filter(each -> each.gateway().equals(held.gateway().code()))
                        .filter(each -> each.amount().equals(item.price()))
                        .filter(each -> item.paidOut()
                                .flatMap(paidOut -> anotherBefore(each, paidOut, moved))
                                .filter(each.paidAt()::isBefore)
                                .isEmpty())
                        .map(each -> told(held.gateway(), each.gatewayRef()))
                        .reduce((older, newer) -> newer);
    }

    /**
     * What a payment must have come before, to be another one than the plan's payment that is recorded now. One for a plan: the end of the last that was
     * paid for, and the day this one moved, where a list says so. One for credit: that day alone; where nobody knows it, it may always be this one.
     */
    private static Optional<Instant> anotherBefore(Payment each, Instant paidOut, Optional<Instant> moved) {
        return switch (each.purpose()) {
            case TOP_UP -> moved;
            case PLAN, SWITCH -> Optional.of(moved.filter(paidOut::isAfter).orElse(paidOut));
        };
    }

    /** A charge that is not decided, whatever its amount: more or less may arrive. Or one that is paid, and not booked. */
    private Optional<String> awaited(HeldPayment held, String account, Money paid) {
        return new IntentTable(jdbc)
                .chargesOf(account, held.gateway()).stream()
                        .map(each -> Books.standing(jdbc, each))
                        .filter(Standing::isUnbooked)
                        .filter(each -> each.isUndecided()
                                || each.payments().stream()
                                        .anyMatch(told ->
                                                told.received().toMoney().equals(paid)))
                        .map(each -> "is awaited by intent " + each.intent().id())
                        .findFirst();
    }

    private static String told(GatewayName gateway, String reference) {
        return "was told by " + gateway.code() + " before, as " + reference;
    }

    private static void judge(String what, String option, String of, Money amount, Optional<String> told, Claim claim) {
        switch (claim) {
            case NONE ->
                told.ifPresent(known -> {
                    throw new Refusal("a " + what + " over " + amount + " of " + of + " " + known
                            + ", and may be this one. Nothing was changed. If there is really a second one of the same"
                            + " amount, give the gateway's id of it with " + option + ", and say so with --again.");
                });
            case ANOTHER -> {
                if (told.isEmpty()) {
                    throw new Refusal("no other " + what + " over " + amount + " of " + of
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
