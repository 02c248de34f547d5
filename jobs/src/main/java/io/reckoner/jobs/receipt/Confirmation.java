package io.reckoner.jobs.receipt;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.journal.Receipt;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The word of a gateway, or of a person, that a payment has arrived. The amount stands beside it.
 *
 * @param reference ours, once for ever: the payment is known by it, and a repeat changes nothing
 * @param gateway who took the payment; its clearing account is booked. {@link Receipt#OFFLINE}: straight into the bank
 * @param gatewayRef the gateway's own id of the payment; empty where it has none
 * @param tax how much of the amount is tax; empty where not known
 * @param fee what the gateway keeps of it; empty where not known yet
 * @param paidAt when it was paid; now where empty
 */
public record Confirmation(
        Reference reference,
        String gateway,
        String gatewayRef,
        Optional<Money> tax,
        Optional<Money> fee,
        Optional<Instant> paidAt) {
    private static final Pattern GATEWAY = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final int LONGEST_REF = 256;

    public Confirmation {
        if (!GATEWAY.matcher(gateway).matches()) {
            throw new Refusal("\"" + gateway + "\" is no gateway. Write 1 to 40 of a-z, 0-9, - and _, beginning with a "
                    + "letter.");
        }
        if (gatewayRef.length() > LONGEST_REF) {
            throw new Refusal("the id of gateway " + gateway + " has " + gatewayRef.length()
                    + " characters. At most 256 are kept.");
        }
        Refusal.ifUnprintable("id of gateway " + gateway, gatewayRef);
        tax.filter(Money::isNegative).ifPresent(below -> {
            throw new Refusal("a tax of " + below + " is below zero.");
        });
        fee.filter(Money::isNegative).ifPresent(below -> {
            throw new Refusal("a fee of " + below + " is below zero.");
        });
    }

    /** Money straight into the bank, without tax. */
    public static Confirmation offline(Reference reference, Optional<Instant> paidAt) {
        return new Confirmation(reference, Receipt.OFFLINE, "", Optional.empty(), Optional.empty(), paidAt);
    }

    /** A payment that a gateway took, of which no tax and no fee is known. */
    public static Confirmation of(Reference reference, String gateway, String gatewayRef, Instant paidAt) {
        return new Confirmation(
                reference, gateway, gatewayRef, Optional.empty(), Optional.empty(), Optional.of(paidAt));
    }

    /** The tax, nothing where it is not known. */
    public Money taxOrNone() {
        return tax.orElse(Money.ZERO);
    }
}
