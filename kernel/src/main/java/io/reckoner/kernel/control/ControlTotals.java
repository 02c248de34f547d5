package io.reckoner.kernel.control;

import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Exact numbers by name. A total that is zero and one that is absent are the same, so that adding is associative and
 * commutative and equal totals are equal, however the work was split over blocks, buckets and threads.
 *
 * <p>Example: block one has {@code lines.read} 100, block two 50; {@code one.plus(two)} has 150.
 */
public final class ControlTotals {
    public static final ControlTotals NONE = new ControlTotals(new TreeMap<>());

    private final SortedMap<TotalName, BigDecimal> values;

    private ControlTotals(SortedMap<TotalName, BigDecimal> values) {
        this.values = values;
    }

    /** An empty sheet to add to. */
    public static Sheet sheet() {
        return new Sheet();
    }

    /** Totals as stored by {@link #rows}. */
    public static ControlTotals ofRows(Map<String, BigDecimal> rows) {
        Sheet sheet = sheet();
        rows.forEach((name, value) -> sheet.add(new TotalName(name), value));
        return sheet.totals();
    }

    /** The total's value, zero where it was never added to. */
    public BigDecimal value(TotalName name) {
        return values.getOrDefault(name, BigDecimal.ZERO);
    }

    /** Both sheets added up, name by name. */
    public ControlTotals plus(ControlTotals other) {
        return sheet().add(this).add(other).totals();
    }

    /** Name to number, in order of names, without the zeros: the rows to store. */
    public SortedMap<String, BigDecimal> rows() {
        SortedMap<String, BigDecimal> rows = new TreeMap<>();
        values.forEach((name, value) -> rows.put(name.name(), value));
        return Collections.unmodifiableSortedMap(rows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ControlTotals totals && values.equals(totals.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** {@code {facts.charge=0.000000000001, lines.read=150}}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(total -> total.getKey() + "=" + total.getValue().toPlainString())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Totals in the making. Not for several threads: each block or bucket has its own sheet, and the totals are added. */
    public static final class Sheet {
        private final SortedMap<TotalName, BigDecimal> values = new TreeMap<>();

        private Sheet() {}

        public Sheet add(TotalName name, long count) {
            return add(name, BigDecimal.valueOf(count));
        }

        public Sheet add(TotalName name, Money amount) {
            return add(name, amount.toBigDecimal());
        }

        public Sheet add(TotalName name, BigDecimal value) {
            values.merge(name, value, BigDecimal::add);
            return this;
        }

        public Sheet add(ControlTotals totals) {
            totals.values.forEach(this::add);
            return this;
        }

        /** What has been added so far. */
        public ControlTotals totals() {
            SortedMap<TotalName, BigDecimal> plain = new TreeMap<>();
            values.forEach((name, value) -> {
                if (value.signum() != 0) {
                    BigDecimal trimmed = value.stripTrailingZeros();
                    plain.put(name, trimmed.scale() < 0 ? trimmed.setScale(0) : trimmed);
                }
            });
            return new ControlTotals(plain);
        }
    }
}
