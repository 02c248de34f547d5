package io.reckoner.jobs.command;

import io.reckoner.kernel.money.Money;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An amount of dollars on the command line: digits, and a point before at most twelve decimals.
 *
 * <p>Numbers as other locales write them are refused, never guessed at: {@code 1.234,56} and {@code 1,234.56} are both
 * somebody's thousand, and {@code 1,234} may be one and a bit.
 */
public final class AmountOption implements ITypeConverter<Money> {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");

    @Override
    public Money convert(String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw new TypeConversionException("\"" + text + "\" is no amount. " + remedy(text));
        }
        Money amount = Money.parse(text);
        if (!amount.isPositive()) {
            throw new TypeConversionException("\"" + text + "\" is nothing. Write an amount above zero.");
        }
        return amount;
    }

    private static String remedy(String text) {
        if (text.startsWith("-")) {
            return "Write it without a sign.";
        }
        if (text.chars().anyMatch(Character::isWhitespace)
                && AMOUNT.matcher(text.strip()).matches()) {
            return "Leave out the blanks around it.";
        }
        if (text.contains(",") || text.contains("'") || text.contains(" ")) {
            return "Write a point before the decimals and nothing between thousands, as in 1234.56.";
        }
        if (text.contains("$") || text.toUpperCase(Locale.ROOT).contains("USD")) {
            return "Write the number alone; it is in USD.";
        }
        return "Write digits, and a point before at most twelve decimals, as in 12.50.";
    }
}
