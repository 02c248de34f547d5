package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The gateways that are set up. Each is made when it is first asked for: a command pays for the one it uses. */
public final class Gateways {
    private final Map<GatewayName, Supplier<PaymentGateway>> makers;
    private final Map<GatewayName, PaymentGateway> made = new EnumMap<>(GatewayName.class);

    /** @param makers of those that are set up */
    public Gateways(Map<GatewayName, Supplier<PaymentGateway>> makers) {
        this.makers = Map.copyOf(makers);
    }

    /** The gateway, where it is set up. */
    public synchronized Optional<PaymentGateway> find(GatewayName name) {
        Supplier<PaymentGateway> maker = makers.get(name);
        return maker == null ? Optional.empty() : Optional.of(made.computeIfAbsent(name, key -> maker.get()));
    }

    /**
     * The gateway.
     *
     * @throws Refusal when it is not set up
     */
    public PaymentGateway require(GatewayName name) {
        return find(name)
                .orElseThrow(() ->
                        new Refusal("gateway " + name.code() + " is not set up. Give its keys in the environment or "
                                + "in section " + name.code() + " of the settings file; docs/payments.md says which."));
    }

    /** The gateway, refused when it cannot do what is asked. */
    PaymentGateway require(GatewayName name, Capability capability) {
        PaymentGateway gateway = require(name);
        if (!gateway.capabilities().contains(capability)) {
            throw new Refusal("gateway " + name.code() + " cannot " + capability.words() + ". It can "
                    + gateway.capabilities().stream()
                            .map(Capability::words)
                            .reduce((all, next) -> all + "; " + next)
                            .orElse("only record what was paid by hand")
                    + ".");
        }
        return gateway;
    }

    /** All that are set up. */
    List<PaymentGateway> all() {
        return Arrays.stream(GatewayName.values())
                .flatMap(name -> find(name).stream())
                .toList();
    }

    /** Whether any that is set up sends webhooks. */
    public boolean expectWebhooks() {
        return makers.keySet().stream().anyMatch(name -> name != GatewayName.OFFLINE);
    }
}
