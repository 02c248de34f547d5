package io.reckoner.jobs.topup;

import picocli.CommandLine.Command;

/** {@code reckon wallet auto}. */
@Command(
        name = "auto",
        description = "Automatic top-ups: a stored payment method is charged when the Wallet falls below a threshold.",
        subcommands = {
            WalletAutoSetCommand.class,
            WalletAutoShowCommand.class,
            WalletAutoPauseCommand.class,
            WalletAutoResumeCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  reckon wallet auto show acme")
public final class WalletAutoCommand {}
