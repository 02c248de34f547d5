package io.reckoner.jobs.account;

import picocli.CommandLine.Command;

/** {@code reckon key}. */
@Command(
        name = "key",
        description = "API keys of accounts: make, list, shut out.",
        subcommands = {
            KeyCreateCommand.class,
            KeyListCommand.class,
            KeyStatusCommand.Enable.class,
            KeyStatusCommand.Disable.class,
            KeyStatusCommand.Delete.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  reckon key create acme --kind payg --name production")
public final class KeyCommand {}
