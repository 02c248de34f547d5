package io.reckoner.reports.table;

import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One value of a {@link ReportTable}. */
public sealed interface Cell {
    record Text(String value) implements Cell {}

    /** A count, quantity, amount or share, exact. */
    record Number(BigDecimal value) implements Cell {}

    record At(Instant value) implements Cell {}

    record Day(LocalDate value) implements Cell {}

    /** No value: not the same as zero. */
    enum Blank implements Cell {
        /** Nothing belongs here, or nothing can be said. */
        BLANK,
        /** The group of what has no such name: {@code (none)} in text. */
        NONE
    }

    static Cell blank() {
        return Blank.BLANK;
    }

    static Cell none() {
        return Blank.NONE;
    }

    static Cell of(@Nullable String value) {
        return value == null ? Blank.BLANK : new Text(value);
    }

    static Cell of(long value) {
        return new Number(BigDecimal.valueOf(value));
    }

    static Cell of(@Nullable BigInteger value) {
        return value == null ? Blank.BLANK : new Number(new BigDecimal(value));
    }

    static Cell of(@Nullable BigDecimal value) {
        return value == null ? Blank.BLANK : new Number(value);
    }

    static Cell of(@Nullable Money value) {
        return value == null ? Blank.BLANK : new Number(value.toBigDecimal());
    }

    /** An amount of a subscription's pool, in credits: 1 USD is 100 credits. */
    static Cell credits(@Nullable Money value) {
        if (value == null) {
            return Blank.BLANK;
        }
        BigDecimal credits = value.toBigDecimal().movePointRight(2).stripTrailingZeros();
        return new Number(credits.setScale(Math.max(0, credits.scale())));
    }

    static Cell of(@Nullable Instant value) {
        return value == null ? Blank.BLANK : new At(value);
    }

    static Cell of(@Nullable LocalDate value) {
        return value == null ? Blank.BLANK : new Day(value);
    }

    /** Whether a column of this type may hold the cell. */
    default boolean fits(ColumnType type) {
        return switch (this) {
            case Blank blank -> true;
            case Text text -> type == ColumnType.TEXT;
            case At at -> type == ColumnType.INSTANT;
            case Day day -> type == ColumnType.DAY;
            case Number number ->
                switch (type) {
                    case COUNT, AGE -> number.value().stripTrailingZeros().scale() <= 0;
                    case QUANTITY, FIGURE, MONEY, BALANCE, DEBT, SHARE -> true;
                    case TEXT, INSTANT, DAY -> false;
                };
        };
    }
}
