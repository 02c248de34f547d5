package io.reckoner.jobs.payment.alipay;

import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.settings.Secret;
import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.util.Optional;

/** How Alipay is reached. */
@Section("alipay")
public record AlipaySettings(
        @Setting(fallback = "", means = "Id of our application at Alipay. None: Alipay is not set up.")
                Optional<String> appId,
        @Setting(fallback = "", means = "Our private key (PKCS#8, base64, one line).") Optional<Secret> privateKey,
        @Setting(fallback = "", means = "Alipay's public key (base64, one line). None: its notifications are refused.")
                Optional<String> alipayPublicKey,
        @Setting(fallback = "10", min = "1", max = "100000", means = "Least charge by Alipay, in cents.")
                int minimumCents,
        @Setting(fallback = "https://openapi.alipay.com/gateway.do", means = "Address of Alipay's gateway.")
                String url) {
    public AlipaySettings {
        PaymentSettings.requireUrl("url", url);
        if (appId.isPresent() && privateKey.isEmpty()) {
            throw new IllegalArgumentException("app-id is given without private-key. Give both.");
        }
    }
}
