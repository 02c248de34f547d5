package io.reckoner.jobs.payment;

import io.reckoner.jobs.plan.Awaited;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Money and books that do not agree.
 *
 * @param subject the intent, dispute, subscription or webhook it is about, in one word
 * @param amount how much, nothing where it is not known
 * @param detail what was found
 */
public record Break(Kind kind, String subject, String account, Cents amount, Duration age, String detail) {
    /** How a person makes credit of what a gateway holds, or lets it open a plan. */
    private static final String CREDIT = "reckon wallet top-up ACCOUNT AMOUNT --gateway GATEWAY --gateway-ref PAYMENT"
            + " (reckon plan subscribe, renew and switch take the same two, and open a plan with it where it was not charged for another subscription)";

    /** What helps where money went back and the books do not follow. */
    private static final String FOLLOW =
            "Do what its detail says. A cause that is mended lets the next sweep book it; what a person has recorded, a person closes.";

    /** Kinds of breaks, with what helps. */
    public enum Kind {
        CHARGED_NOT_CREDITED(
                "Mend the cause named; the next sweep books it. Or send it back at the gateway. Or, where no credit was given for "
                        + "it, make it credit with: " + CREDIT + "."),
        CREDITED_NOT_CHARGED("No gateway says this was paid. Take the credit back, or find the payment."),
        REFUNDED_NOT_BOOKED(FOLLOW),
        DISPUTED_NOT_BOOKED(FOLLOW),
        REFUND_FAILED(
                "The gateway could not send it: the money is still here, and what was booked for it is undone. Send it "
                        + "another way, then close this."),
        AMOUNT_CHANGED(
                "The gateway names another amount of this payment than the one that was booked. Compare with its "
                        + "dashboard, give or take the difference by hand, then close this."),
        PAID_TWICE(
                "The customer paid one intent more than once. Send the second payment back at the gateway, then close this. Where it sends none back "
                        + "(NOWPayments), make it credit with: " + CREDIT + ", then close this."),
        UNDECIDED("The gateway gives no answer. Look at its dashboard; the sweep asks again."),
        NOT_TAKEN(Awaited.MONEY_BACK.remedy("INTENT")),
        STILL_OPEN("What helps depends on whom it waits for, and stands in its detail: see reckon payment sweep."),
        STILL_SUBSCRIBED(
                "The subscription has ended here; its gateway would not end it and will charge again. The sweep asks again, or end it there."),
        CHARGED_AFTER_END(
                "A month was charged after its subscription had ended here, or could be opened no more. The sweep asks again where the gateway can send "
                        + "it back; else send it back there, or make it credit with: " + CREDIT
                        + ". What a bank has taken is not sent back as well."),
        NOT_PROCESSED(
                "It could not be processed; the others were. What helps stands in its detail; if it stays, report what was thrown. The payment of a "
                        + "webhook that was closed is not credited by itself after that."),
        UNKNOWN_PAYMENT(
                "The gateway lists it, and nothing here asked for it. Look it up there: make it credit with: " + CREDIT
                        + ", which ends this. Sent back there, or credited otherwise, close this: it is not credited after that."),
        MISSING_AT_GATEWAY(
                "It is recorded as paid, and its gateway does not have it. Look it up there. Was it never paid, take its credit back with: "
                        + "reckon wallet refund INTENT --reason WHY; find out who told of it, and close this."),
        STRAY_WEBHOOK(
                "Money moved at the gateway that no intent of ours asked for. Look it up there. What a customer paid is made credit with: "
                        + CREDIT + ", which ends this. Is it named still after that, or credited otherwise, close it.");

        private final String remedy;

        Kind(String remedy) {
            this.remedy = remedy;
        }

        public String remedy() {
            return remedy;
        }

        /**
         * Whether a person may close it with a reason. Not while a gateway's answer or the customer is waited for: that would leave
         * the account waiting, unseen. Of what could not be processed {@link Closing} says when.
         */
        boolean mayBeClosed() {
            return switch (this) {
                case CHARGED_NOT_CREDITED,
                        CREDITED_NOT_CHARGED,
                        REFUNDED_NOT_BOOKED,
                        DISPUTED_NOT_BOOKED,
                        REFUND_FAILED,
                        AMOUNT_CHANGED,
                        PAID_TWICE,
                        STILL_SUBSCRIBED,
                        CHARGED_AFTER_END,
                        UNKNOWN_PAYMENT,
                        MISSING_AT_GATEWAY,
                        NOT_PROCESSED,
                        STRAY_WEBHOOK -> true;
                case UNDECIDED, NOT_TAKEN, STILL_OPEN -> false;
            };
        }

        static Optional<Kind> byCode(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst();
        }

        /** The word in reports. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The same, saying more. */
    Break saying(String more) {
        return new Break(kind, subject, account, amount, age, PaymentDesk.withoutStop(detail) + "; " + more);
    }

    /** What it is known by while it lasts: {@code stray-webhook:creem-17}. */
    public String reference() {
        return reference(kind, subject);
    }

    static String reference(Kind kind, String subject) {
        return kind.code() + ":" + subject;
    }
}
