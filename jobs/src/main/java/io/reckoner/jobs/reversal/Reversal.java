package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Refusal;
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
 * @param dispute what the dispute is known by; empty for a refund, or where no reference was given
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
        String dispute,
        Instant actsAt) {
    /** What a stage of a dispute is known by. */
    static String idOf(Kind kind, String payment, String dispute) {
        return kind.code() + ":" + payment + (dispute.isEmpty() ? "" : "#" + dispute);
    }

    /** A dispute ends: what it took comes again, or stays away. */
    static Reversal ending(Kind kind, Reversal chargeback, Instant actsAt) {
        return following(idOf(kind, chargeback.payment, chargeback.dispute), kind, chargeback, actsAt);
    }

    /** A refund was not made after all. */
    static Reversal failing(String id, Reversal refund, Instant actsAt) {
        return following(id, Kind.REFUND_FAILED, refund, actsAt);
    }

    private static Reversal following(String id, Kind kind, Reversal chargeback, Instant actsAt) {
        return new Reversal(
                id,
                chargeback.payment,
                chargeback.account,
                kind,
                chargeback.amount,
                chargeback.tax,
                Optional.empty(),
                chargeback.dispute,
                actsAt);
    }

    /** What happened to the payment. */
    enum Kind {
        /** We sent it back. */
        REFUND,
        /** The gateway could not send it back after all: it came again. */
        REFUND_FAILED,
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

        /** Whether money that had gone came again. */
        boolean isComingAgain() {
            return switch (this) {
                case REFUND_FAILED, CHARGEBACK_WON -> true;
                case REFUND, CHARGEBACK, CHARGEBACK_LOST -> false;
            };
        }

        static Optional<Kind> byCode(String code) {
            return Optional.ofNullable(BY_CODE.get(code));
        }
    }

    /**
     * What it took is known once it is settled.
     *
     * @param settled up to when is settled; empty before the first run
     * @param unknown what is not known before
     * @throws Refusal while it is not
     */
    void requireSettled(Optional<Instant> settled, String unknown) {
        if (settled.filter(actsAt::isBefore).isEmpty()) {
            throw new Refusal("the " + kind.code() + " of payment " + payment + " acts at " + actsAt
                    + ", which is not settled yet: " + unknown + " is not known. Settle first.");
        }
    }

    /** Without tax. */
    Money net() {
        return amount.minus(tax);
    }
}
