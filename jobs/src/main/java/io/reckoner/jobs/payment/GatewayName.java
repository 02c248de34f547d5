package io.reckoner.jobs.payment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The payment gateways there are. */
public enum GatewayName {
    STRIPE,
    ALIPAY,
    CREEM,
    NOWPAYMENTS,
    OFFLINE,
    /** The demonstration's own, which moves no money; no installation can set it up. */
    DEMO;

    /** The word in settings, tables, web addresses and on the command line. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<GatewayName> byCode(String code) {
        return Arrays.stream(values()).filter(name -> name.code().equals(code)).findFirst();
    }

    /** Those that can be set up. */
    static String codes() {
        return Arrays.stream(values())
                .filter(name -> name != DEMO)
                .map(GatewayName::code)
                .collect(Collectors.joining(", "));
    }
}
