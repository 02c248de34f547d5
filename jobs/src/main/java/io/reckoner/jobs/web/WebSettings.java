package io.reckoner.jobs.web;

import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.util.Optional;

/** Where {@code serve} listens. */
@Section("web")
public record WebSettings(
        @Setting(
                        fallback = "",
                        min = "0",
                        max = "65535",
                        means = "Port on which `serve` takes webhooks. 0: any that is free. None: it does not listen.")
                Optional<Integer> port,
        @Setting(fallback = "127.0.0.1", means = "Address on which it listens; a proxy with TLS stands before it.")
                String address) {}
