package io.reckoner.reports.verify;

import io.reckoner.kernel.rating.FlatRate;
import io.reckoner.kernel.rating.Side;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.ComponentGroup;
import io.reckoner.reports.facts.FactsColumns;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the rates lie in table {@code rate}, one row for each situation, and how facts are worked out from them.
 *
 * <p>Only components that occur have columns. A component whose largest product fits is reckoned in BIGINT, about five
 * times as fast as HUGEINT; either raises an error rather than overflow.
 */
final class RateLayout {
    /** Exact products beyond this cannot be reckoned in DuckDB's 128 bits, with room for doubling. */
    static final BigInteger MOST = BigInteger.TWO.pow(125);

    private static final BigInteger MOST_OF_BIGINT = BigInteger.TWO.pow(61);

    /**
     * One component: into how many stretches its count is cut at most, the type of its products, and on which sides every
     * product is a whole number of picos already.
     */
    private record Lane(Component component, int stretches, String type, Set<Side> whole) {}

    private final List<Lane> lanes;

    /** @param counts greatest counts of the components that occur */
    RateLayout(List<FlatRate> rates, Map<Component, BigInteger> counts) {
        this.lanes = counts.keySet().stream()
                .map(component -> lane(
                        component,
                        rates.stream()
                                .filter(rate -> rate.component() == component)
                                .toList(),
                        counts))
                .toList();
    }

    private static Lane lane(Component component, List<FlatRate> rates, Map<Component, BigInteger> counts) {
        int stretches = 1;
        BigInteger product = BigInteger.ZERO;
        Set<Side> whole = EnumSet.allOf(Side.class);
        Map<List<Object>, Integer> bySituation = new HashMap<>();
        for (FlatRate rate : rates) {
            List<Object> situation = List.of(rate.key(), rate.dayFromMicros(), rate.metricFrom());
            stretches = Math.max(stretches, bySituation.merge(situation, 1, Integer::sum));
            product = product.max(greatest(rate, counts));
            if (!rate.costDenominator().equals(BigInteger.ONE)) {
                whole.remove(Side.COST);
            }
            if (!rate.chargeDenominator().equals(BigInteger.ONE)) {
                whole.remove(Side.CHARGE);
            }
        }
        return new Lane(component, stretches, product.compareTo(MOST_OF_BIGINT) < 0 ? "BIGINT" : "HUGEINT", whole);
    }

    /** Bound on the numerators and denominators met with a rate. */
    static BigInteger greatest(FlatRate rate, Map<Component, BigInteger> counts) {
        BigInteger count = counts.getOrDefault(rate.component(), BigInteger.ZERO);
        BigInteger cost = rate.costNumerator() == null ? BigInteger.ZERO : rate.costNumerator();
        return count.multiply(cost.max(rate.chargeNumerator()))
                .max(rate.costDenominator())
                .max(rate.chargeDenominator());
    }

    List<Component> components() {
        return lanes.stream().map(Lane::component).toList();
    }

    int stretches(Component component) {
        return lane(component).stretches();
    }

    /** A number as the component's columns take it. */
    @Nullable
    Object number(Component component, @Nullable BigInteger value) {
        if (value == null) {
            return null;
        }
        return lane(component).type().equals("BIGINT") ? (Object) value.longValueExact() : value;
    }

    private Lane lane(Component component) {
        return lanes.stream()
                .filter(lane -> lane.component() == component)
                .findFirst()
                .orElseThrow();
    }

    /** Columns of the rates: denominators, then for each stretch from, until and numerators. */
    String columns() {
        return lanes.stream()
                .map(lane -> ", " + lane.component().code() + "_cost_per " + lane.type() + ", "
                        + lane.component().code() + "_charge_per " + lane.type()
                        + IntStream.range(0, lane.stretches())
                                .mapToObj(i -> stretchColumns(lane, i))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    private static String stretchColumns(Lane lane, int i) {
        String name = lane.component().code() + i;
        return ", " + name + "_from BIGINT, " + name + "_until BIGINT, " + name + "_cost " + lane.type() + ", " + name
                + "_charge " + lane.type();
    }

    /** For each component and side the exact numerator {@code x_} and the denominator {@code d_}. */
    String exact() {
        return lanes.stream()
                .flatMap(lane -> Arrays.stream(Side.values()).map(side -> exact(lane, side)))
                .collect(Collectors.joining(",\n           "));
    }

    private static String exact(Lane lane, Side side) {
        String name = word(side) + "_" + lane.component().code();
        String count = "f." + FactsColumns.count(lane.component());
        String scaled = lane.component().scale() == 0 ? count : "CAST(" + count + " * 1000000 AS BIGINT)";
        String sum = IntStream.range(0, lane.stretches())
                .mapToObj(
                        i -> part(lane, i, scaled) + " * r." + lane.component().code() + i + "_" + word(side))
                .collect(Collectors.joining(" + "));
        String unused = count + " = 0 OR NOT has_usage";
        String nothing = side == Side.COST ? unused + " OR NOT r.states_cost" : unused;
        return "CASE WHEN " + nothing + " THEN 0 ELSE " + sum + " END AS x_" + name + ", coalesce(r."
                + lane.component().code() + "_" + word(side) + "_per, 1) AS d_" + name;
    }

    /** The part of the count that falls into a stretch. */
    private static String part(Lane lane, int stretch, String count) {
        if (lane.stretches() == 1) {
            return "CAST(" + count + " AS " + lane.type() + ")";
        }
        String name = "r." + lane.component().code() + stretch;
        return "CAST(greatest(0, least(" + count + ", " + name + "_until) - " + name + "_from) AS " + lane.type() + ")";
    }

    /** For each component and side the picos {@code p_}, rounded once. */
    String rounded() {
        return lanes.stream()
                .map(lane -> rounded(lane, Side.COST) + " AS p_cost_"
                        + lane.component().code()
                        + ", CASE WHEN charged THEN " + rounded(lane, Side.CHARGE) + " ELSE 0 END AS p_charge_"
                        + lane.component().code())
                .collect(Collectors.joining(",\n           "));
    }

    private static String rounded(Lane lane, Side side) {
        String name = word(side) + "_" + lane.component().code();
        return lane.whole().contains(side) ? "x_" + name : "half_even(x_" + name + ", d_" + name + ")";
    }

    /** For each side the sum of each group {@code w_<side>_<group>}, and of all {@code w_<side>}. */
    String grouped() {
        return Arrays.stream(Side.values())
                .map(side -> Arrays.stream(ComponentGroup.values())
                                .map(group -> sum(side, group) + " AS w_" + word(side) + "_" + group.code())
                                .collect(Collectors.joining(", "))
                        + ", "
                        + lanes.stream()
                                .map(lane -> " + " + picos(side, lane.component()))
                                .collect(Collectors.joining("", "CAST(0 AS BIGINT)", ""))
                        + " AS w_" + word(side))
                .collect(Collectors.joining(",\n           "));
    }

    private String sum(Side side, ComponentGroup group) {
        String sum = lanes.stream()
                .filter(lane -> lane.component().group() == group)
                .map(lane -> picos(side, lane.component()))
                .collect(Collectors.joining(" + "));
        return sum.isEmpty() ? "0" : sum;
    }

    private static String picos(Side side, Component component) {
        return "p_" + word(side) + "_" + component.code();
    }

    static String word(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
