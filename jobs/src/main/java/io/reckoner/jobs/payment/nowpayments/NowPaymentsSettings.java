package io.reckoner.jobs.payment.nowpayments;

import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.settings.Secret;
import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.util.List;
import java.util.Optional;

/** How NOWPayments is reached. */
@Section("nowpayments")
public record NowPaymentsSettings(
        @Setting(fallback = "", means = "API key of NOWPayments. None: NOWPayments is not set up.")
                Optional<Secret> apiKey,
        @Setting(fallback = "", means = "IPN secret of NOWPayments. None: its notifications are refused.")
                Optional<Secret> ipnSecret,
        @Setting(
                        fallback = "usd,usdttrc20,usdterc20,usdc,usdcsol",
                        means =
                                "Payout currencies that count as dollars, one for one. Money that arrives in any other is a break.")
                List<String> dollars,
        @Setting(fallback = "1000", min = "1", max = "100000", means = "Least charge by NOWPayments, in cents.")
                int minimumCents,
        @Setting(fallback = "https://api.nowpayments.io", means = "Address of NOWPayments' API.") String url) {
    public NowPaymentsSettings {
        dollars = List.copyOf(dollars);
        PaymentSettings.requireUrl("url", url);
    }
}
