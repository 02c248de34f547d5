package io.reckoner.jobs.notice;

import picocli.CommandLine.Command;

/** {@code reckon notice}. */
@Command(
        name = "notice",
        description = "Notices by mail and webhook: low balance, receipts, declines, bonuses about to lapse.",
        subcommands = {
            NoticeSendCommand.class,
            NoticeListCommand.class,
            NoticeShowCommand.class,
            NoticeCloseCommand.class,
            NoticePreviewCommand.class,
            NoticeOptOutCommand.class,
            NoticeOptInCommand.class,
            NoticeThresholdCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  reckon notice list --state unknown")
public final class NoticeCommand {}
