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
    OFFLINE;

    /** The word in settings, tables, web addresses and on the command line. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<GatewayName> byCode(String code) {
        return Arrays.stream(values()).filter(name -> name.code().equals(code)).findFirst();
    }

    static String codes() {
        return Arrays.stream(values()).map(GatewayName::code).collect(Collectors.joining(", "));
    }
}
