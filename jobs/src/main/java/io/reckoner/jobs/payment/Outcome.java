package io.reckoner.jobs.payment;

import java.util.Optional;

/**
 * What became of an intent, as far as is known.
 *
 * <p>{@link Unknown} is an outcome of its own: after a time-out, a broken connection, a fault of the gateway's or an answer
 * that cannot be read, nobody knows whether money has moved. It is looked up, never asked for again.
 */
public sealed interface Outcome {
    /** Whether nothing is expected any more. A charge that was declined may still turn out paid. */
    boolean isFinal();

    /** The word in table {@code payment_outcome}. */
    String state();

    /**
     * The customer has paid.
     *
     * @param reference the gateway's id of the payment
     * @param received what is credited for it
     * @param fee what the gateway keeps, where it says so
     */
    record Paid(String reference, Cents received, Optional<Cents> fee) implements Outcome {
        @Override
        public boolean isFinal() {
            return true;
        }

        @Override
        public String state() {
            return "paid";
        }
    }

    /** The money went back. */
    record Refunded(String reference, Cents sent) implements Outcome {
        @Override
        public boolean isFinal() {
            return true;
        }

        @Override
        public String state() {
            return "refunded";
        }
    }

    /** The gateway could not send the money back, perhaps after it had said so. It is with us. */
    record Failed(String reference, String reason) implements Outcome {
        @Override
        public boolean isFinal() {
            return true;
        }

        @Override
        public String state() {
            return "failed";
        }
    }

    /** The subscription renews no more. */
    record Cancelled(String reference) implements Outcome {
        @Override
        public boolean isFinal() {
            return true;
        }

        @Override
        public String state() {
            return "cancelled";
        }
    }

    /** The gateway will not do it, and no money has moved. */
    record Declined(String reason) implements Outcome {
        @Override
        public boolean isFinal() {
            return true;
        }

        @Override
        public String state() {
            return "declined";
        }
    }

    /** The customer has to do something: pay on a page, or prove to the bank who he is (3-D Secure). */
    record ActionRequired(String reference, String url) implements Outcome {
        @Override
        public boolean isFinal() {
            return false;
        }

        @Override
        public String state() {
            return "action_required";
        }
    }

    /** The gateway has it and is not done. */
    record Pending(String reference) implements Outcome {
        @Override
        public boolean isFinal() {
            return false;
        }

        @Override
        public String state() {
            return "pending";
        }
    }

    /**
     * The gateway has money of the customer's that the books do not take: it is not in US dollars. Nothing is credited; a person sends it
     * back at the gateway and gives the intent up.
     */
    record NotTaken(String reference, String why) implements Outcome {
        @Override
        public boolean isFinal() {
            return false;
        }

        @Override
        public String state() {
            return "not_taken";
        }
    }

    /** Nobody knows. */
    record Unknown(String why) implements Outcome {
        @Override
        public boolean isFinal() {
            return false;
        }

        @Override
        public String state() {
            return "unknown";
        }
    }

    /** The gateway's id of it; empty where it gave none. */
    default String gatewayReference() {
        return switch (this) {
            case Paid paid -> paid.reference();
            case Refunded refunded -> refunded.reference();
            case Failed failed -> failed.reference();
            case Cancelled cancelled -> cancelled.reference();
            case ActionRequired action -> action.reference();
            case Pending pending -> pending.reference();
            case NotTaken foreign -> foreign.reference();
            case Declined declined -> "";
            case Unknown unknown -> "";
        };
    }
}
