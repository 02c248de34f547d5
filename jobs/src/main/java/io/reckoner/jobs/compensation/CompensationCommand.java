package io.reckoner.jobs.compensation;

import picocli.CommandLine.Command;

/** Gives back what requests that went wrong have cost. */
@Command(
        name = "compensation",
        description = "Gives back what requests that went wrong have cost: by rules, or by a customer's claim.",
        subcommands = {
            CompensationImportCommand.class,
            CompensationRulesCommand.class,
            CompensationRunCommand.class,
            CompensationListCommand.class,
            CompensationClaimCommand.class,
            CompensationClaimsCommand.class,
            CompensationDecideCommand.class
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon compensation run --trial rules.yaml")
public final class CompensationCommand {}
