package io.reckoner.jobs.payment;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.ReferenceOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Ends a subscription that the gateway renews by itself.",
        footerHeading = "%nExample:%n",
        footer = "  reckon payment cancel acme --gateway creem --subscription sub_6pC2lNB6joCRQIZ1aMrTpi")
final class PaymentCancelCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Whose subscription.")
    private String account = "";

    @Option(
            names = "--gateway",
            paramLabel = "NAME",
            required = true,
            converter = GatewayOption.class,
            description = "The gateway that renews it.")
    private GatewayName gateway = GatewayName.CREEM;

    @Option(names = "--subscription", paramLabel = "ID", required = true, description = "The gateway's id of it.")
    private String subscription = "";

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
                        .cancel(account, gateway, subscription, reference.reference(), act.act()));
    }
}
