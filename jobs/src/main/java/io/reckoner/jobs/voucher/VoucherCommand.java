package io.reckoner.jobs.voucher;

import picocli.CommandLine.Command;

/** {@code reckon voucher}. */
@Command(
        name = "voucher",
        description = "Credit for whoever brings a code.",
        subcommands = {VoucherIssueCommand.class, VoucherRedeemCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  reckon voucher issue spring.csv --format csv")
public final class VoucherCommand {}
