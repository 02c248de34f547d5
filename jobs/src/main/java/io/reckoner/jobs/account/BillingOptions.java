package io.reckoner.jobs.account;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for who is billed. Those not given leave the detail as it is; an empty text blanks it. */
final class BillingOptions {
    @Option(names = "--billing-name", paramLabel = "NAME", description = "Name on the invoice.")
    private @Nullable String name;

    @Option(names = "--billing-email", paramLabel = "ADDRESS", description = "Where invoices are sent.")
    private @Nullable String email;

    @Option(names = "--billing-address", paramLabel = "TEXT", description = "Address on the invoice, in one line.")
    private @Nullable String address;

    @Option(names = "--country", paramLabel = "XX", description = "Country of the customer: two letters of ISO 3166.")
    private @Nullable String country;

    @Option(names = "--tax-id", paramLabel = "ID", description = "The customer's tax number.")
    private @Nullable String taxId;

    Billing applyTo(Billing before) {
        Billing after = new Billing(
                name == null ? before.name() : name,
                email == null ? before.email() : email,
                address == null ? before.address() : address,
                country == null ? before.country() : country,
                taxId == null ? before.taxId() : taxId);
        return email == null ? after : after.withAddressChecked();
    }
}
