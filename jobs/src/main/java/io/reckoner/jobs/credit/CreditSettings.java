package io.reckoner.jobs.credit;

import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** What comes with bought credit. */
@Section("credit")
public record CreditSettings(
        @Setting(
                        fallback = "0.2",
                        min = "0",
                        max = "10",
                        means = "Bonus on every top-up, as a share of what was paid: `0.2` is 20 %.")
                BigDecimal topupBonus,
        @Setting(
                        fallback = "",
                        means =
                                "How long the bonus of a top-up lasts, such as `365d`. None: for ever. Paid credit never expires.")
                Optional<Duration> topupBonusExpiry) {
    private static final int DECIMALS = 6;

    public CreditSettings {
        if (topupBonus.stripTrailingZeros().scale() > DECIMALS) {
            throw new IllegalArgumentException("topup-bonus has more than six decimals. Write at most six.");
        }
        if (topupBonusExpiry.isPresent() && topupBonusExpiry.get().isZero()) {
            throw new IllegalArgumentException(
                    "topup-bonus-expiry is zero, so the bonus could never be used. Set topup-bonus to 0 to give none.");
        }
    }
}
