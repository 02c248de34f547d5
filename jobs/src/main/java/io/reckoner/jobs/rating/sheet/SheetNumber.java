package io.reckoner.jobs.rating.sheet;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A price as a sheet writes it. Its length and exponent are looked at before anything is worked out. */
final class SheetNumber {
    private static final Pattern PLAIN = Pattern.compile("(-?)[0-9]{1,40}(\\.[0-9]{1,60})?([eE][+-]?[0-9]{1,2})?");
    private static final long MILLION = 1_000_000;
    private static final int MAX_SCALE = 24;

    /** From here on a price of one token stands for something else: 999, 1e9. */
    private static final BigDecimal NO_TOKEN_PRICE = BigDecimal.ONE;

    /** The same for a price of one image, second, search, request. */
    private static final BigDecimal NO_PIECE_PRICE = BigDecimal.valueOf(100);

    /** What became of it. */
    sealed interface Outcome {}

    record Priced(UnitPrice price) implements Outcome {}

    /** No price, and why. */
    record Refused(String why) implements Outcome {}

    private SheetNumber() {}

    /**
     * A price of so many units. Prices of tokens are turned into prices per million.
     *
     * @param per units the number buys
     */
    static Outcome price(SheetNode node, Component component, long per) {
        if (!(node instanceof SheetNode.Digits digits)) {
            return new Refused(
                    node instanceof SheetNode.Text
                            ? "a text where a number belongs"
                            : "not a number where one belongs");
        }
        if (!PLAIN.matcher(digits.text()).matches()) {
            return new Refused("a number out of all bounds");
        }
        BigDecimal amount = new BigDecimal(digits.text());
        if (amount.signum() < 0) {
            return new Refused("negative; a price is zero or more");
        }
        boolean tokens = component.unit() == Component.Unit.TOKEN;
        BigDecimal most = (tokens ? NO_TOKEN_PRICE : NO_PIECE_PRICE).multiply(BigDecimal.valueOf(per));
        if (amount.compareTo(most) >= 0) {
            return new Refused("stands for no price: " + (tokens ? "1 USD a token" : "100 USD a piece") + " or more");
        }
        if (tokens && per == 1) {
            amount = amount.movePointRight(6);
        }
        BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        if (plain.scale() > MAX_SCALE) {
            return new Refused("more than " + MAX_SCALE + " decimal places for a million");
        }
        return new Priced(new UnitPrice(plain, tokens && per == 1 ? MILLION : per));
    }
}
