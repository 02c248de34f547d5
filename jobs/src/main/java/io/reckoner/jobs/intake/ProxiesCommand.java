package io.reckoner.jobs.intake;

import picocli.CommandLine.Command;

/** The proxies whose promises make the watermark. */
@Command(
        name = "proxies",
        description = "The proxies whose promises make the watermark.",
        subcommands = {ProxiesListCommand.class, ProxiesBeginCommand.class, ProxiesRetireCommand.class},
        footerHeading = "%nExample:%n",
        footer = "  reckon proxies list")
public final class ProxiesCommand {}
