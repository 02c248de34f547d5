package io.reckoner.jobs.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One setting: a component of a settings record.
 *
 * <p>Component {@code topupBonus} of section {@code credit} is {@code credit: topup-bonus:} in the file and
 * {@code RECKON_CREDIT_TOPUP_BONUS} in the environment. Types: {@code int}, {@code long}, {@code boolean},
 * {@code String}, {@link Secret}, {@code BigDecimal}, {@code Duration} ({@code 90s}, {@code 5m}, {@code 24h}, {@code 35d}), an enum by its
 * name in lower case, {@code List<String>}, and {@code Optional} of these, empty when nothing is set.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** Its value when nothing is set, written as in the file. */
    String fallback();

    /** What it does, for {@code docs/operations.md}: one sentence. */
    String means();

    /** Least allowed number; empty: any. */
    String min() default "";

    /** Greatest allowed number; empty: any. */
    String max() default "";
}
