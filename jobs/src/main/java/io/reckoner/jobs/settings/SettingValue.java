package io.reckoner.jobs.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the text of one setting into the type of its component. */
final class SettingValue {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    /** A number whose text is longer than this is a typing error, not a setting. */
    private static final int LONGEST_NUMBER = 30;

    private SettingValue() {}

    /**
     * The value of {@code text}.
     *
     * @throws IllegalArgumentException saying what was expected instead, as in {@code "a whole number from 1 to 4096"}
     */
    static Object of(RecordComponent component, String text) {
        Setting setting = component.getAnnotation(Setting.class);
        return of(component.getGenericType(), setting, text.strip());
    }

    private static Object of(Type type, Setting setting, String text) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(of(generic.getActualTypeArguments()[0], setting, text));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .toList();
        }
        if (type == String.class) {
            return text;
        }
        if (type == Secret.class) {
            return new Secret(text);
        }
        if (type == boolean.class) {
            return truth(text);
        }
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact(whole(setting, text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        if (type == long.class || type == Long.class) {
            return whole(setting, text, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == BigDecimal.class) {
            return number(setting, text);
        }
        if (type == Duration.class) {
            return duration(text);
        }
        if (type instanceof Class<?> choice && choice.isEnum()) {
            return choice(choice, text);
        }
        throw new IllegalStateException("no settings of type " + type);
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    private static long whole(Setting setting, String text, long least, long greatest) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= greatest && inRange(setting, BigDecimal.valueOf(value))) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, with the range
        }
        throw new IllegalArgumentException("a whole number" + range(setting));
    }

    private static BigDecimal number(Setting setting, String text) {
        if (text.length() <= LONGEST_NUMBER && text.matches("-?\\d+(\\.\\d+)?")) {
            BigDecimal value = new BigDecimal(text);
            if (inRange(setting, value)) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number" + range(setting) + ", with a point before its decimals");
    }

    private static boolean inRange(Setting setting, BigDecimal value) {
        return (setting.min().isEmpty() || value.compareTo(new BigDecimal(setting.min())) >= 0)
                && (setting.max().isEmpty() || value.compareTo(new BigDecimal(setting.max())) <= 0);
    }

    private static String range(Setting setting) {
        if (setting.min().isEmpty() && setting.max().isEmpty()) {
            return "";
        }
        if (setting.max().isEmpty()) {
            return ", at least " + setting.min();
        }
        return setting.min().isEmpty()
                ? ", at most " + setting.max()
                : " from " + setting.min() + " to " + setting.max();
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a length of time such as 90s, 5m, 24h or 35d");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static Object choice(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (word((Enum<?>) constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("one of "
                + Arrays.stream(type.getEnumConstants())
                        .map(constant -> word((Enum<?>) constant))
                        .collect(Collectors.joining(", ")));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
