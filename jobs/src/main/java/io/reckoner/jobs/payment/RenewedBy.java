package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A subscription of a gateway's own, which renews a plan by itself.
 *
 * @param subscription the gateway's id of it
 */
public record RenewedBy(GatewayName gateway, String subscription) {
    private static final String HOW =
            " Write the gateway and its id of the subscription, as in: stripe sub_77. Leave it"
                    + " empty where nobody charges the next month without being asked.";

    /**
     * @throws Refusal when the gateway renews nothing by itself, or the id is none
     */
    public RenewedBy {
        if (!gateway.capabilities().contains(Capability.OWN_SUBSCRIPTIONS)) {
            throw new Refusal("gateway " + gateway.code() + " renews nothing by itself; " + able() + " do." + HOW);
        }
        new Means.CancelOf(subscription);
    }

    /**
     * Reads what people write: {@code stripe sub_77}.
     *
     * @throws Refusal naming what it is not, and how to write it
     */
    public static RenewedBy parse(String text) {
        String[] words = text.strip().split(" +", -1);
        GatewayName gateway = GatewayName.byCode(words[0])
                .orElseThrow(() -> new Refusal(
                        "\"" + text + "\" names no gateway that renews by itself, which are " + able() + "." + HOW));
        if (words.length != 2) {
            throw new Refusal("\"" + text + "\" is not a gateway and one id." + HOW);
        }
        return new RenewedBy(gateway, words[1]);
    }

    private static String able() {
        return Arrays.stream(GatewayName.values())
                .filter(each -> each.capabilities().contains(Capability.OWN_SUBSCRIPTIONS))
                .map(GatewayName::code)
                .collect(Collectors.joining(" and "));
    }

    /** As sentences say it. */
    @Override
    public String toString() {
        return "subscription " + subscription + " at " + gateway.code();
    }
}
