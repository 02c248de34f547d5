package io.reckoner.jobs.account;

import picocli.CommandLine.Command;

/** {@code reckon account}. */
@Command(
        name = "account",
        description = "Customers: make, list, show, change.",
        subcommands = {
            AccountCreateCommand.class,
            AccountListCommand.class,
            AccountShowCommand.class,
            AccountLotsCommand.class,
            AccountHistoryCommand.class,
            AccountSetCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  reckon account create acme --name \"Acme Ltd\"")
public final class AccountCommand {}
