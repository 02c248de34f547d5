package io.reckoner.kernel.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The register of billable components. Counts by component are disjoint: a cached token is never also an input token.
 *
 * <p>This table is the one place a component is declared; {@code CONTRIBUTING.md} lists what else follows from a new
 * row. A count is a whole number of {@link #unit units} times 10^{@link #scale}: {@code SECONDS} carries six decimals,
 * so 1.5 seconds is held as 1,500,000; everything else has scale 0.
 */
public enum Component {
    INPUT(ComponentGroup.TEXT_INPUT, Unit.TOKEN),
    CACHE_READ(ComponentGroup.CACHE_READ, Unit.TOKEN),
    CACHE_WRITE_5M(ComponentGroup.CACHE_WRITE, Unit.TOKEN),
    CACHE_WRITE_1H(ComponentGroup.CACHE_WRITE, Unit.TOKEN),
    OUTPUT(ComponentGroup.TEXT_OUTPUT, Unit.TOKEN),
    REASONING(ComponentGroup.REASONING, Unit.TOKEN),
    INPUT_AUDIO(ComponentGroup.MEDIA_INPUT, Unit.TOKEN),
    OUTPUT_AUDIO(ComponentGroup.MEDIA_OUTPUT, Unit.TOKEN),
    INPUT_IMAGE(ComponentGroup.MEDIA_INPUT, Unit.TOKEN),
    OUTPUT_IMAGE(ComponentGroup.MEDIA_OUTPUT, Unit.TOKEN),
    CACHE_READ_AUDIO(ComponentGroup.CACHE_READ, Unit.TOKEN),
    IMAGES(ComponentGroup.UNIT, Unit.PIECE),
    SECONDS(ComponentGroup.UNIT, Unit.SECOND),
    CHARACTERS(ComponentGroup.UNIT, Unit.PIECE),
    WEB_SEARCH(ComponentGroup.TOOL, Unit.PIECE),
    TOOL_CALL(ComponentGroup.TOOL, Unit.PIECE),
    REQUEST(ComponentGroup.REQUEST, Unit.PIECE),
    SEARCH_UNITS(ComponentGroup.UNIT, Unit.PIECE);

    /** What one count stands for. */
    public enum Unit {
        TOKEN,
        SECOND,
        PIECE
    }

    /** Number of components: the length of every array indexed by {@link #ordinal()}. */
    public static final int COUNT = values().length;

    /** The greatest count of one event, in units: 1e12. What counts more is refused wherever it comes in. */
    public static final long MOST = 1_000_000_000_000L;

    private static final Map<String, Component> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Component::code, Function.identity()));

    private final ComponentGroup group;
    private final Unit unit;
    private final String code;

    Component(ComponentGroup group, Unit unit) {
        this.group = group;
        this.unit = unit;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    public ComponentGroup group() {
        return group;
    }

    /** Input-side and output-side tokens; everything else is {@code OTHER}. */
    public Category category() {
        return group.category();
    }

    public Unit unit() {
        return unit;
    }

    /** Decimal places of a count: 6 for seconds, 0 for all else. */
    public int scale() {
        return unit == Unit.SECOND ? 6 : 0;
    }

    /** The name used in usage objects of the generic format, price books, SQL, Parquet and reports. */
    public String code() {
        return code;
    }

    /** The component with this {@link #code}, if there is one. */
    public static Optional<Component> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
