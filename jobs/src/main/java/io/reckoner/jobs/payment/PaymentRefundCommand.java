package io.reckoner.jobs.payment;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.ReferenceOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.money.Money;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "refund",
        description = "Sends money of a paid charge back by the gateway that took it; the credit follows it.",
        footerHeading = "%nExample:%n",
        footer =
                "  reckon payment refund pay_0123456789abcdef0123456789abcdef 20.00 --ref ticket-81 --reason \"asked for\"")
final class PaymentRefundCommand extends Verb {
    @Parameters(index = "0", paramLabel = "INTENT", description = "The charge: see reckon payment list.")
    private String intent = "";

    @Parameters(
            index = "1",
            paramLabel = "AMOUNT",
            converter = AmountOption.class,
            description = "How much, in USD and whole cents.")
    private Money amount = Money.ZERO;

    @Mixin
    private ReferenceOption reference = new ReferenceOption();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        return PaymentChargeCommand.tell(
                session,
                PaymentDesk.of(session)
                        .cashier()
                        .refund(
                                intent,
                                Cents.of(amount),
                                reference.reference(),
                                act.act().withReason("a refund")));
    }
}
