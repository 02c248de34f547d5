package io.reckoner.jobs.opening;

import picocli.CommandLine.Command;

/** {@code reckon opening}. */
@Command(
        name = "opening",
        description = "Accounts taken over from another system: customers, keys, and what they had and owed.",
        subcommands = {OpeningImportCommand.class, OpeningTemplateCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  reckon opening import cut-over --at 2026-03-01 --dry-run")
public final class OpeningCommand {}
