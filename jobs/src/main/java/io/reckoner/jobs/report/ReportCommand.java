package io.reckoner.jobs.report;

import picocli.CommandLine.Command;

/** Reports over facts and books. */
@Command(
        name = "report",
        description = "Reports over facts and books.",
        subcommands = {CostCommand.class, EventsCommand.class, LapsesCommand.class, RunsCommand.class},
        footerHeading = "%nExample:%n",
        footer = "  reckon report cost --by model")
public final class ReportCommand {}
