package io.reckoner.jobs.payment.stripe;

import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.settings.Secret;
import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.util.Optional;

/** How Stripe is reached. */
@Section("stripe")
public record StripeSettings(
        @Setting(
                        fallback = "",
                        means = "Secret key of Stripe (`sk_...` or a restricted `rk_...`). None: Stripe is not set up.")
                Optional<Secret> apiKey,
        @Setting(
                        fallback = "",
                        means = "Signing secret of the webhook endpoint (`whsec_...`). None: its webhooks are refused.")
                Optional<Secret> webhookSecret,
        @Setting(fallback = "50", min = "1", max = "100000", means = "Least charge by Stripe, in cents.")
                int minimumCents,
        @Setting(fallback = "https://api.stripe.com", means = "Address of Stripe's API.") String url) {
    public StripeSettings {
        PaymentSettings.requireUrl("url", url);
    }
}
