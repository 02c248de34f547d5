package io.reckoner.jobs.payment;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What we are about to ask of a gateway, written before it is asked.
 *
 * @param id our id; the idempotency key at the gateway, and what its answers and webhooks are recognised by
 * @param plan code of the plan that is bought; empty for top-ups
 * @param cents how much; nothing for a cancellation
 * @param key what the one who asked knows it by: the same again is the same intent
 */
public record Intent(
        String id,
        String account,
        GatewayName gateway,
        Purpose purpose,
        Optional<String> plan,
        Cents cents,
        Means means,
        String key,
        Instant recordedAt) {
    /** Kinds of intents. */
    public enum Kind {
        CHARGE,
        REFUND,
        CANCEL_SUBSCRIPTION;

        /** The word in SQL and reports. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> byCode(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst();
        }
    }

    public Kind kind() {
        return switch (means) {
            case Means.StoredMethod stored -> Kind.CHARGE;
            case Means.CheckoutPage page -> Kind.CHARGE;
            case Means.RefundOf refund -> Kind.REFUND;
            case Means.CancelOf cancel -> Kind.CANCEL_SUBSCRIPTION;
        };
    }

    /** Whether an intent recorded before is the same wish. */
    boolean isSameWish(Intent other) {
        return account.equals(other.account)
                && gateway == other.gateway
                && purpose == other.purpose
                && plan.equals(other.plan)
                && cents.equals(other.cents)
                && means.equals(other.means);
    }

    /** What the customer reads beside the amount. */
    public String description() {
        return switch (purpose) {
            case TOP_UP, AUTO_TOP_UP -> "Credit " + cents.decimal() + " USD";
            case PLAN_CYCLE, PLAN_SWITCH -> "Plan " + plan.orElse("");
        };
    }
}
