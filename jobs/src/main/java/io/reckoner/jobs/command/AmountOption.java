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

    /** An amount with the code or the sign of a currency before or behind it. */
    private static final Pattern OTHER_CURRENCY =
            Pattern.compile("(\\p{Sc}|\\p{L}{3})\\s*[0-9.]+|[0-9.]+\\s*(\\p{Sc}|\\p{L}{3})");

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
        if (!isOfDollars(text) && OTHER_CURRENCY.matcher(text).matches()) {
            return "Amounts are in USD: write the number alone, of dollars.";
        }
        if (text.contains(",") || text.contains("'") || text.contains(" ")) {
            return "Write a point before the decimals and nothing between thousands, as in 1234.56.";
        }
        if (isOfDollars(text)) {
            return "Write the number alone; it is in USD.";
        }
        return "Write digits, and a point before at most twelve decimals, as in 12.50.";
    }

    private static boolean isOfDollars(String text) {
        return text.contains("$") || text.toUpperCase(Locale.ROOT).contains("USD");
    }
}
