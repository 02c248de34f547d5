package io.reckoner.jobs.credit;

import io.reckoner.jobs.payment.WalletDisputeCommand;
import io.reckoner.jobs.payment.WalletRefundCommand;
import io.reckoner.jobs.reversal.WalletVoidCommand;
import io.reckoner.jobs.reversal.WalletWriteOffCommand;
import io.reckoner.jobs.topup.WalletAutoCommand;
import io.reckoner.jobs.voucher.WalletGiftsCommand;
import picocli.CommandLine.Command;

/** {@code reckon wallet}. */
@Command(
        name = "wallet",
        description = "Credit of accounts: record payments, give, correct, take back.",
        subcommands = {
            WalletTopUpCommand.class,
            WalletGrantCommand.class,
            WalletAdjustCommand.class,
            WalletReferCommand.class,
            WalletGiftsCommand.class,
            WalletAutoCommand.class,
            WalletPaymentsCommand.class,
            WalletRefundCommand.class,
            WalletDisputeCommand.class,
            WalletVoidCommand.class,
            WalletWriteOffCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  reckon wallet top-up acme 50.00 --ref bank-2026-0117")
public final class WalletCommand {}
