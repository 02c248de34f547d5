package io.reckoner.jobs.topup;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time: digits and {@code m}, {@code h} or {@code d}. */
final class CoolDownOption implements ITypeConverter<Duration> {
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,5})([mhd])");

    @Override
    public Duration convert(String text) {
        Matcher matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "\"" + text + "\" is no length of time. Write digits and m, h or d, such as 90m or 2h.");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
