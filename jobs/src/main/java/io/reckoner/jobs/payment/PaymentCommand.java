package io.reckoner.jobs.payment;

import picocli.CommandLine.Command;

/** {@code reckon payment}. */
@Command(
        name = "payment",
        description = "Money through payment gateways: charge, refund, look up, sweep.",
        subcommands = {
            PaymentChargeCommand.class,
            PaymentRefundCommand.class,
            PaymentCancelCommand.class,
            PaymentConfirmCommand.class,
            PaymentListCommand.class,
            PaymentShowCommand.class,
            PaymentProcessCommand.class,
            PaymentSweepCommand.class,
            PaymentRenewCommand.class,
            PaymentCloseCommand.class,
            PaymentRefusalsCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  reckon payment sweep --fail-on breaks")
public final class PaymentCommand {}
