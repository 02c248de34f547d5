package io.reckoner.jobs.payment;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.receipt.Payment;
import io.reckoner.jobs.receipt.PaymentTable;
import io.reckoner.jobs.receipt.Payments;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Payments that a gateway holds and that a person records, within the transaction of the {@code JdbcClient} given: for credit, or for a
 * plan. Nothing here asked for it, or what was asked for cannot be booked. It is known by the gateway's id of it, so that neither a webhook nor a second
 * command books it again; where an intent knows it, it is booked as that intent's, and what goes back of it takes what was given.
 */
public final class HeldPayments {
    /**
     * What is given for it.
     *
     * @param plan the plan that it opens; empty for credit
     * @param price all that is paid for it, in whole cents
     * @param paidOut when the last plan that was paid for ran out: what paid for plans before is not taken for it, though it be the same amount; empty
     *     where anything may be
     * @param subscription id of the subscription that it goes on with, as its next month or from it to another plan; empty where it opens anew, and for
     *     credit
     */
    public record Item(Optional<String> plan, Money price, Optional<Instant> paidOut, Optional<String> subscription) {
        private String words() {
            return price + plan.map(code -> ", which plan " + code + " costs").orElse("");
        }
    }

    /**
     * Gives something for a payment.
     *
     * @param item asked for once nobody else learns of the payment, and only where it is not recorded yet; refuses what may not be given
     * @param give gives it under a confirmation; again under the same, it says so
     */
    public record Sale<T>(
            String account, Payment.Purpose purpose, Supplier<Item> item, Function<Confirmation, T> give) {}

    private final JdbcClient jdbc;
    private final IntentTable intents;
    private final PaymentTable payments;

    public HeldPayments(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.intents = new IntentTable(jdbc);
        this.payments = new PaymentTable(jdbc);
    }

    /**
     * Gives what was bought with a payment, or says that it was given before.
     *
     * @param paidAt asked for once nobody else learns of the payment; takes the turn
     * @throws Refusal when the id is missing, or it came into the bank and no intent knows it; the account is closed or another one has
     *     paid; it was recorded for something else, is booked, went back, or is not known to be paid; its amount is another; it was to
     *     open another plan, or none, or a month of another subscription; it is the second one of an intent and can go back; its gateway
     *     lists another amount of it, or that it went back; it may be one that is known under another id, and is not claimed to be
     *     another; and as the sale does
     */
    public <T> T record(HeldPayment held, Supplier<Optional<Instant>> paidAt, Sale<T> sale) {
        Optional<Intent> charge = intents.chargeWithReference(held.gateway(), held.reference());
        requireNamed(held, charge);
        // The intent comes before the turn, as when an outcome is booked.
        charge.map(Intent::id).ifPresent(intents::lock);
        Optional<Instant> at = paidAt.get();
        Optional<Payment> before = payments.find(held.gateway().code(), held.reference());
        if (before.isPresent()) {
            Payments.requireSame(before.get(), sale.account(), sale.purpose());
            return sale.give()
                    .apply(confirmation(held, new Reference(before.get().id()), at));
        }
        new Accounts(jdbc).requireOpen(sale.account());
        Item item = sale.item().get();
        Optional<Intent> booked = charge.filter(each -> isItsFirst(held, sale.account(), item, each));
        new ToldBefore(jdbc).judgePayment(held, sale.account(), item, charge);
        if (charge.isEmpty()) {
            requireListed(held, item);
        }
        T given = sale.give().apply(confirmation(held, reference(held, booked), at));
        booked.ifPresent(each -> {
            new EffectTable(jdbc).add(each.id(), each);
            LedgerEffects.endAsTold(jdbc, each);
        });
        return given;
    }

    private static Confirmation confirmation(HeldPayment held, Reference reference, Optional<Instant> at) {
        return new Confirmation(
                reference, held.gateway().code(), held.reference(), Optional.empty(), Optional.empty(), at);
    }

    private static Reference reference(HeldPayment held, Optional<Intent> booked) {
        return booked.map(charge -> new Reference(charge.id()))
                .orElseGet(() -> Reference.folded(held.gateway().code() + ":" + held.reference()));
    }

    private static void requireNamed(HeldPayment held, Optional<Intent> charge) {
        if (held.reference().isBlank()) {
            throw new Refusal("a payment that " + held.gateway().code()
                    + " holds is known by its id there: give it with --gateway-ref.");
        }
        if (held.gateway() == GatewayName.OFFLINE && charge.isEmpty()) {
            throw new Refusal(
                    "money straight into the bank that no intent knows is recorded without --gateway, under its --ref.");
        }
    }

    /**
     * A payment that no intent knows, and its gateway's own list names, is over what is listed, where that was read as dollars, and has not gone
     * back.
     */
    private void requireListed(HeldPayment held, Item item) {
        new ListedPaymentView(jdbc).find(held.gateway(), held.reference()).ifPresent(listed -> {
            String known = "payment " + held.reference() + " is listed by "
                    + held.gateway().code();
            if (listed.isMoneyBack()) {
                throw new Refusal(
                        known + " as money that went back: " + listed.detail()
                                + ". Nothing was changed. What of it stays is given with reckon wallet adjust, and its break closed.");
            }
            listed.paid().filter(paid -> !paid.toMoney().equals(item.price())).ifPresent(paid -> {
                throw new Refusal(known + " over " + paid + ", not " + item.words() + ". Nothing was changed.");
            });
        });
    }

    /**
     * Whether a payment is the one that a charge would be booked for; else it came beside it.
     *
     * @throws Refusal when nothing may be given for it
     */
    private boolean isItsFirst(HeldPayment held, String account, Item item, Intent charge) {
        Standing standing = Books.standing(jdbc, charge);
        String known =
                "payment " + held.reference() + " of " + held.gateway().code() + " is known by intent " + charge.id();
        String see = ". Nothing was changed. See: reckon payment show " + charge.id() + ".";
        Outcome.Paid paid = standing.payments().stream()
                .filter(each -> each.reference().equals(held.reference()))
                .findFirst()
                .orElseThrow(() -> new Refusal(known + ", which is " + standing.state() + ", not paid" + see));
        if (!charge.account().equals(account)) {
            throw new Refusal(known + " of account " + charge.account() + see);
        }
        if (!paid.received().toMoney().equals(item.price())) {
            throw new Refusal(known + ", over " + paid.received() + ", not " + item.words() + see);
        }
        if (standing.isRepeated(held.reference())) {
            refuseWhatCanGoBack(held, known + ", which was paid before", see);
            return false;
        }
        if (standing.booked() || new SentBackView(jdbc).isAllBack(charge)) {
            throw new Refusal(known + ", which was booked, or went back, before" + see);
        }
        item.plan().filter(plan -> !charge.plan().equals(Optional.of(plan))).ifPresent(plan -> {
            throw new Refusal(known + ", which is for "
                    + charge.plan().map(other -> "plan " + other).orElse("credit") + ", not for plan " + plan + see);
        });
        item.subscription()
                .filter(subscription -> !LateCharges.mayGoOnWith(jdbc, charge, subscription))
                .ifPresent(subscription -> {
                    throw new Refusal(known + ", which was charged for another subscription than " + subscription
                            + ", and would end this one as its gateway ends that. It may be made credit with reckon wallet top-up; or open the plan anew with"
                            + " reckon plan subscribe, where the account renews none" + see);
                });
        if (LateCharges.isLate(jdbc, charge)
                && new SentBackView(jdbc).left(charge).count() < paid.received().count()) {
            throw new Refusal(
                    known + ", and part of it went back, or is in dispute: what is given for it would stay" + see);
        }
        return true;
    }

    /** Nothing is taken by itself when a payment goes back that came beside the first; out of the bank only a person sends it. */
    private static void refuseWhatCanGoBack(HeldPayment held, String known, String see) {
        if (held.gateway() != GatewayName.OFFLINE
                        && held.gateway().capabilities().contains(Capability.REFUND)
                || held.gateway().capabilities().contains(Capability.TELL_REFUNDS)) {
            throw new Refusal(known + ": send the second payment back at "
                    + held.gateway().code() + ", since what is given for it would stay when it goes back" + see);
        }
    }
}
