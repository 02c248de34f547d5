package io.reckoner.jobs.suspense;

import picocli.CommandLine.Command;

/** What runs set aside, and what to do about it. */
@Command(
        name = "suspense",
        description = "What runs set aside, and what to do about it.",
        subcommands = {
            SuspenseListCommand.class,
            SuspenseShowCommand.class,
            SuspenseRetryCommand.class,
            SuspenseWriteOffCommand.class
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon suspense list")
public final class SuspenseCommand {}
