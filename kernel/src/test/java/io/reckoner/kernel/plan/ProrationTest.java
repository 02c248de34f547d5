package io.reckoner.kernel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProrationTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static Proration after(String elapsed, String main, String backup, String oldPrice, String newPrice) {
        Cycle cycle = new Cycle("c", "old", 1, START, START, START.plus(Duration.ofDays(31)));
        String[] ofMain = main.split("/");
        String[] ofBackup = backup.split("/");
        return Proration.of(
                cycle,
                START.plus(Duration.parse(elapsed)),
                new Proration.Drawn(
                        Money.parse(ofMain[1]),
                        Money.parse(ofMain[0]),
                        Money.parse(ofBackup[1]),
                        Money.parse(ofBackup[0])),
                Money.parse(oldPrice),
                Money.parse(newPrice));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # elapsed,     Main,    Backup,  old,    new,    time,    tokens,  remaining, credit
            # time decides
            P7D,           3/12,    0/0,     10.00,  50.00,  1/4,     1/4,     3/4,        7.50
            P14D,          0/12,    0/30,    10.00,  50.00,  1/2,     0/1,     1/2,        5.00
            P27D,          0/12,    0/30,    10.00,  50.00,  27/28,   0/1,     1/28,       0.36
            # from 28 days on nothing is left, in a month of 31 and in a pass of 30
            P28D,          0/12,    0/30,    10.00,  50.00,  1/1,     0/1,     0/1,        0.00
            P31D,          0/12,    0/30,    10.00,  50.00,  1/1,     0/1,     0/1,        0.00
            # tokens decide: three quarters Main, one quarter Backup
            P1D,           6/12,    0/30,    10.00,  50.00,  1/28,    3/8,     5/8,        6.25
            P1D,           12/12,   0/30,    10.00,  50.00,  1/28,    3/4,     1/4,        2.50
            P1D,           12/12,   15/30,   10.00,  50.00,  1/28,    7/8,     1/8,        1.25
            P1D,           12/12,   30/30,   10.00,  50.00,  1/28,    1/1,     0/1,        0.00
            # without Backup Main alone; without Main nothing is used of it
            P1D,           6/12,    0/0,     10.00,  50.00,  1/28,    1/2,     1/2,        5.00
            P1D,           0/0,     0/0,     10.00,  50.00,  1/28,    0/1,     9/10,       9.00
            # a tenth is always used
            PT0S,          0/12,    0/30,    10.00,  50.00,  0/1,     0/1,     9/10,       9.00
            # never more than the difference, nothing for a downgrade or a plan of the same price
            PT0S,          0/12,    0/30,    10.00,  15.00,  0/1,     0/1,     9/10,       5.00
            PT0S,          0/12,    0/30,    10.00,  10.00,  0/1,     0/1,     9/10,       0.00
            PT0S,          0/12,    0/30,    50.00,  10.00,  0/1,     0/1,     9/10,       0.00
            PT0S,          0/12,    0/30,    10.00,  18.999, 0/1,     0/1,     9/10,       9.00
            # whole cents, half to even: 1.25 x 9/10 = 1.125 and 1.35 x 9/10 = 1.215
            PT0S,          0/12,    0/30,    1.25,   50.00,  0/1,     0/1,     9/10,       1.12
            PT0S,          0/12,    0/30,    1.35,   50.00,  0/1,     0/1,     9/10,       1.22
            # to the microsecond: 10 x (1 - 1/10) holds until 2.8 days
            PT67H12M,          0/12, 0/30,   10.00,  50.00,  1/10,    0/1,     9/10,       9.00
            # an exact fraction, not a rounded one: 1/3 of 12 x 3/4
            P1D,           4/12,    0/30,    30.00,  50.00,  1/28,    1/4,     3/4,        20.00
            """)
    void creditsWhatIsLeft(
            String elapsed,
            String main,
            String backup,
            String oldPrice,
            String newPrice,
            String time,
            String tokens,
            String remaining,
            String credit) {
        Proration proration = after(elapsed, main, backup, oldPrice, newPrice);
        assertThat(proration)
                .isEqualTo(new Proration(share(time), share(tokens), share(remaining), Money.parse(credit)));
    }

    private static Share share(String text) {
        String[] parts = text.split("/");
        return Share.of(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    @Test
    void aMicrosecondCounts() {
        Share atTheTenth = after("PT67H12M", "0/12", "0/30", "10.00", "50.00").remaining();
        Share justAfter =
                after("PT67H12M0.000001S", "0/12", "0/30", "10.00", "50.00").remaining();
        assertThat(justAfter).isLessThan(atTheTenth);
    }

    @Test
    void aShareIsShownCutOff() {
        assertThat(Share.of(2, 3).shown(4)).isEqualTo(new BigDecimal("0.6666"));
        assertThat(Share.of(2, 4)).isEqualTo(Share.of(1, 2));
        assertThatThrownBy(() -> Share.of(3, 2)).hasMessage("3/2 is not a share: it must lie between 0 and 1");
    }
}
