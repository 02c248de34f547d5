package io.reckoner.kernel.credit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The act a lot comes from: a payment, a cycle, a gift. Lots of one origin share its id.
 *
 * @param id the act's own id, unique within its type and account
 */
public record LotOrigin(Type type, String id) {
    /** What kind of act gave the credit. */
    public enum Type {
        PAYMENT,
        CYCLE,
        SWITCH,
        GIFT,
        REFERRAL,
        COMPENSATION,
        ADJUSTMENT,
        /** Brought along from the system before, at the cut-over. */
        OPENING;

        private static final Map<String, Type> BY_CODE =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Type::code, Function.identity()));

        /** The word in lot ids and SQL. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Type> byCode(String code) {
            return Optional.ofNullable(BY_CODE.get(code));
        }
    }

    public LotOrigin {
        if (id.isBlank()) {
            throw new IllegalArgumentException("the origin of a lot needs an id");
        }
    }

    /** {@code payment:pay_7}. */
    @Override
    public String toString() {
        return type.code() + ":" + id;
    }
}
