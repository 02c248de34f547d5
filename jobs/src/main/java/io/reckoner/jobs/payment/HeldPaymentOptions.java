package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ReferenceOption;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that record a payment, for one that a gateway holds. Mix it in: {@code @Mixin HeldPaymentOptions held}. */
public final class HeldPaymentOptions {
    @Option(
            names = "--gateway",
            paramLabel = "NAME",
            converter = GatewayOption.class,
            description = "The gateway that holds the money; its clearing account is booked (default: the bank).")
    private @Nullable GatewayName gateway;

    @Option(
            names = "--gateway-ref",
            paramLabel = "ID",
            description = "The gateway's id of the payment, which is known by it: nobody books it again.")
    private @Nullable String gatewayRef;

    @Option(
            names = "--again",
            description =
                    "It is another payment than the one of the account that the gateway has told of or is awaited from it.")
    private boolean again;

    public boolean isAnyGiven() {
        return gateway != null || gatewayRef != null || again;
    }

    /**
     * The payment named; empty where it came into the bank.
     *
     * @throws Refusal when no gateway is named with the others, or a reference of our own beside it
     */
    public Optional<HeldPayment> held(ReferenceOption reference) {
        if (gateway == null) {
            if (isAnyGiven()) {
                throw new Refusal(
                        "--gateway-ref and --again are for a payment that a gateway holds: name it with --gateway.");
            }
            return Optional.empty();
        }
        if (reference.isGiven()) {
            throw new Refusal("a payment that " + gateway.code()
                    + " holds is known by its id there: give that with --gateway-ref, and leave --ref out.");
        }
        return Optional.of(new HeldPayment(gateway, Objects.requireNonNullElse(gatewayRef, ""), again));
    }
}
