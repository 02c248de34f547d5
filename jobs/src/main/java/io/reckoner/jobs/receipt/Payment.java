package io.reckoner.jobs.receipt;

import io.reckoner.kernel.journal.Receipt;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A confirmed payment.
 *
 * @param id our reference
 * @param amount all of it, tax included, in whole cents
 * @param actsAt when it is booked; never behind a settlement
 */
public record Payment(
        String id,
        String account,
        String gateway,
        String gatewayRef,
        Purpose purpose,
        Money amount,
        Optional<Money> fee,
        Optional<Money> tax,
        Instant paidAt,
        Instant actsAt) {
    /** What was bought. */
    public enum Purpose {
        TOP_UP,
        PLAN,
        SWITCH;

        private static final Map<String, Purpose> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Purpose::code, Function.identity()));

        /** The word in SQL and reports. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** As sentences say it. */
        public String words() {
            return switch (this) {
                case TOP_UP -> "a top-up";
                case PLAN -> "a plan";
                case SWITCH -> "a switch of plans";
            };
        }

        static Optional<Purpose> byCode(String code) {
            return Optional.ofNullable(BY_CODE.get(code));
        }
    }

    /** As the books see it; tax that is not known is none. */
    public Receipt receipt() {
        return new Receipt(gateway, amount, tax.orElse(Money.ZERO));
    }

    /** What was bought for it: the amount without tax. */
    public Money net() {
        return amount.minus(tax.orElse(Money.ZERO));
    }
}
