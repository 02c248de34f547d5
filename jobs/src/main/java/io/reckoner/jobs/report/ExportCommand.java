package io.reckoner.jobs.report;

import picocli.CommandLine.Command;

/** Hands the books to other programs. */
@Command(
        name = "export",
        description = "Hands the books to other programs.",
        subcommands = {ExportJournalCommand.class},
        footerHeading = "%nExample:%n",
        footer = "  reckon export journal --as hledger")
public final class ExportCommand {}
