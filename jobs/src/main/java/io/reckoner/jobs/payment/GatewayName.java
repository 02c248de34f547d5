package io.reckoner.jobs.payment;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The payment gateways there are, and what each of them can do. */
public enum GatewayName {
    STRIPE(EnumSet.allOf(Capability.class)),
    /** Of refunds made there it tells the sum alone. */
    ALIPAY(EnumSet.of(
            Capability.CHECKOUT,
            Capability.EXACT_AMOUNTS,
            Capability.REFUND,
            Capability.CLOSE_PAGE,
            Capability.LOOK_UP,
            Capability.WEBHOOKS)),
    /** Sends back in its dashboard alone. */
    CREEM(EnumSet.of(
            Capability.CHECKOUT,
            Capability.EXACT_AMOUNTS,
            Capability.OWN_SUBSCRIPTIONS,
            Capability.LISTS_PAYMENTS,
            Capability.FINDS_PAYMENTS,
            Capability.LOOK_UP,
            Capability.WEBHOOKS,
            Capability.TELL_REFUNDS,
            Capability.TELL_DISPUTES)),
    /** Coins cannot be pulled nor sent back by it, and what arrives differs from what was asked. */
    NOWPAYMENTS(EnumSet.of(Capability.CHECKOUT, Capability.LOOK_UP, Capability.WEBHOOKS)),
    OFFLINE(EnumSet.of(Capability.CHECKOUT, Capability.EXACT_AMOUNTS, Capability.REFUND)),
    /** The demonstration's own, which moves no money; no installation can set it up. */
    DEMO(EnumSet.of(Capability.STORED_METHOD, Capability.EXACT_AMOUNTS, Capability.LOOK_UP));

    private final Set<Capability> capabilities;

    GatewayName(Set<Capability> capabilities) {
        this.capabilities = Collections.unmodifiableSet(capabilities);
    }

    public Set<Capability> capabilities() {
        return capabilities;
    }

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
