package io.reckoner.jobs.plan;

import picocli.CommandLine.Command;

/** {@code reckon plan}. */
@Command(
        name = "plan",
        description = "Plans, and the subscriptions of accounts.",
        subcommands = {
            PlanListCommand.class,
            PlanImportCommand.class,
            PlanSubscribeCommand.class,
            PlanRenewCommand.class,
            PlanDueCommand.class,
            PlanSwitchCommand.class,
            PlanCancelCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  reckon plan subscribe acme starter --ref bank-2026-0118")
public final class PlanCommand {}
