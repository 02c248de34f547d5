package io.reckoner.jobs.credit;

import picocli.CommandLine.Command;

/** {@code reckon wallet}. */
@Command(
        name = "wallet",
        description = "Credit of accounts: record payments, give, correct.",
        subcommands = {WalletTopUpCommand.class, WalletGrantCommand.class, WalletAdjustCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  reckon wallet top-up acme 50.00 --ref bank-2026-0117")
public final class WalletCommand {}
