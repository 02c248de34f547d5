package io.reckoner.jobs.facts;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the manifest says of a file's rows, added up row group by row group. */
final class FactTally {
    private FactSums sums = FactSums.ZERO;
    private byte @Nullable [] minAccount;
    private byte @Nullable [] maxAccount;
    private long firstTs = Long.MAX_VALUE;
    private long lastTs = Long.MIN_VALUE;
    private long lastRun;

    void add(RowGroup group) {
        sums = sums.plus(sums(group));
        TextDictionary accounts = group.names("account").dictionary();
        byte[] least = accounts.least();
        byte[] greatest = accounts.greatest();
        minAccount = minAccount == null || Arrays.compareUnsigned(least, minAccount) < 0 ? least : minAccount;
        maxAccount = maxAccount == null || Arrays.compareUnsigned(greatest, maxAccount) > 0 ? greatest : maxAccount;
        LongBuffer ts = group.numbers("ts");
        LongBuffer run = group.numbers("run");
        for (int row = 0; row < group.rows(); row++) {
            firstTs = Math.min(firstTs, ts.value(row));
            lastTs = Math.max(lastTs, ts.value(row));
            lastRun = Math.max(lastRun, run.value(row));
        }
    }

    FactSums sums() {
        return sums;
    }

    /** The latest run among the rows. */
    long lastRun() {
        return lastRun;
    }

    String minAccount() {
        return text(minAccount);
    }

    String maxAccount() {
        return text(maxAccount);
    }

    Instant firstTs() {
        return Instant.EPOCH.plus(firstTs, ChronoUnit.MICROS);
    }

    Instant lastTs() {
        return Instant.EPOCH.plus(lastTs, ChronoUnit.MICROS);
    }

    private static String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new IllegalStateException("no row was added");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static FactSums sums(RowGroup group) {
        Map<Component, BigInteger> counts = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            counts.put(component, sum(group.numbers("n_" + component.code())));
        }
        return new FactSums(
                money(group, "charge"),
                money(group, "cost_rated"),
                money(group, "provider_cost"),
                money(group, "draw_main"),
                money(group, "draw_backup"),
                money(group, "draw_wallet_bonus"),
                money(group, "draw_wallet_paid"),
                money(group, "shortfall"),
                money(group, "over_run"),
                counts);
    }

    private static Money money(RowGroup group, String column) {
        return Money.ofPicos(sum(group.numbers(column)));
    }

    /** Exact: halves are added apart, and 2^20 rows of 2^32 stay far below 2^63. */
    private static BigInteger sum(LongBuffer column) {
        if (column.isConstant()) {
            long value = column.size == 0 ? 0 : column.value(0);
            return value == EventBlock.ABSENT
                    ? BigInteger.ZERO
                    : BigInteger.valueOf(value).multiply(BigInteger.valueOf(column.size));
        }
        long low = 0;
        long high = 0;
        for (int row = 0; row < column.size; row++) {
            long value = column.value(row);
            if (value != EventBlock.ABSENT) {
                low += value & 0xffffffffL;
                high += value >> 32;
            }
        }
        return BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low));
    }
}
