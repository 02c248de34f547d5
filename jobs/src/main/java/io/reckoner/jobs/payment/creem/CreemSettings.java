package io.reckoner.jobs.payment.creem;

import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.settings.Secret;
import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.util.Optional;

/** How Creem is reached. */
@Section("creem")
public record CreemSettings(
        @Setting(fallback = "", means = "API key of Creem. None: Creem is not set up.") Optional<Secret> apiKey,
        @Setting(fallback = "", means = "Secret of the webhook endpoint at Creem. None: its webhooks are refused.")
                Optional<Secret> webhookSecret,
        @Setting(fallback = "100", min = "1", max = "100000", means = "Least charge by Creem, in cents.")
                int minimumCents,
        @Setting(
                        fallback = "https://api.creem.io",
                        means = "Address of Creem's API; `https://test-api.creem.io` for its test mode.")
                String url) {
    public CreemSettings {
        PaymentSettings.requireUrl("url", url);
    }
}
