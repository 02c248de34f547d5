package io.reckoner.kernel.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawOrderTest {
    private static final String DAY = "2026-03-0";

    /** {@code id kind effective..expires}, days of March; no expiry is never. */
    private static Lot lot(String text) {
        String[] words = text.split(" ");
        String[] days = words[2].split("\\.\\.", -1);
        return new Lot(
                words[0],
                "acc",
                Pool.WALLET,
                LotKind.byCode(words[1]).orElseThrow(),
                Money.parse("1.00"),
                Instant.parse(DAY + days[0] + "T00:00:00Z"),
                days[1].isEmpty() ? null : Instant.parse(DAY + days[1] + "T00:00:00Z"),
                new LotOrigin(LotOrigin.Type.GIFT, words[0]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # bonus-like before paid, whatever the expiry
            B gift 1..         | A topup 1..2
            B adjustment 1..   | A switch_credit 1..2
            # earliest expiry, never last
            B gift 1..5        | A gift 1..6
            B gift 1..9        | A gift 1..
            # all bonus-like kinds are alike
            B referral 1..5    | A compensation 1..6
            # earliest effect
            B gift 1..9        | A gift 2..9
            B topup 1..        | A topup 2..
            # id as UTF-8 bytes: beyond the basic plane after all else, which UTF-16 has the other way round
            A gift 1..9        | B gift 1..9
            A gift 1..9        | AA gift 1..9
            Z gift 1..9        | a gift 1..9
            \uFF5E gift 1..9   | \uD83D\uDE00 gift 1..9
            """)
    void drawsTheFirstBeforeTheSecond(String first, String second) {
        assertThat(DrawOrder.INSTANCE.compare(lot(first), lot(second))).isNegative();
        assertThat(DrawOrder.INSTANCE.compare(lot(second), lot(first))).isPositive();
        assertThat(DrawOrder.INSTANCE.compare(lot(first), lot(first))).isZero();
    }
}
