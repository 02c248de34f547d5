package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Category;
import io.reckoner.kernel.usage.Component;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a card's context tiers are met. Metric and operator mean nothing when graduated, and are then held as the defaults.
 *
 * @param metric the components whose counts are summed and held against the thresholds; tokens only
 * @param operator whether a threshold is met by reaching it
 * @param mode whether the tier prices the whole request or each count beyond the threshold
 */
public record ContextRule(Set<Component> metric, Operator operator, Mode mode) {
    /** All input-side tokens: text, cache reads and writes, audio, images. */
    public static final Set<Component> INPUT_SIDE = Collections.unmodifiableSet(Arrays.stream(Component.values())
            .filter(c -> c.category() == Category.INPUT)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Component.class))));

    public static final ContextRule DEFAULT = new ContextRule(INPUT_SIDE, Operator.ABOVE, Mode.WHOLE);

    /** When a threshold of 200,000 is met. */
    public enum Operator {
        /** From 200,001. */
        ABOVE(">"),
        /** From 200,000. */
        AT_OR_ABOVE(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** What a tier prices. */
    public enum Mode {
        /** Every count of the request. */
        WHOLE,
        /** Of each component's own count, the part above the threshold: 250,000 are 200,000 below and 50,000 above. */
        GRADUATED
    }

    public ContextRule {
        if (metric.isEmpty()) {
            throw new IllegalArgumentException("the metric of context tiers names no component");
        }
        for (Component component : metric) {
            if (component.unit() != Component.Unit.TOKEN) {
                throw new IllegalArgumentException(
                        "the metric of context tiers counts tokens; " + component.code() + " is not counted in tokens");
            }
        }
        metric = mode == Mode.GRADUATED ? INPUT_SIDE : Collections.unmodifiableSet(EnumSet.copyOf(metric));
        operator = mode == Mode.GRADUATED ? Operator.ABOVE : operator;
    }

    /** The least metric that meets a threshold. */
    long leastMeeting(long threshold) {
        return switch (operator) {
            case ABOVE -> threshold + 1;
            case AT_OR_ABOVE -> threshold;
        };
    }
}
