package io.reckoner.jobs.reversal;

import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A payment, or a part of it, that went back or came again.
 *
 * @param amount tax included, in whole cents
 * @param cycle the cycle that ends by it
 * @param actsAt never behind a settlement
 */
record Reversal(
        String id,
        String payment,
        String account,
        Kind kind,
        Money amount,
        Money tax,
        Optional<String> cycle,
        Instant actsAt) {
    /** What happened to the payment. */
    enum Kind {
        /** We sent it back. */
        REFUND,
        /** The customer's bank took it back. */
        CHARGEBACK,
        /** The dispute was won: it came again. */
        CHARGEBACK_WON,
        /** The dispute was lost: it stays away. */
        CHARGEBACK_LOST;

        private static final Map<String, Kind> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::code, Function.identity()));

        /** The word in ids and SQL. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> byCode(String code) {
            return Optional.ofNullable(BY_CODE.get(code));
        }
    }

    /** Without tax. */
    Money net() {
        return amount.minus(tax);
    }
}
