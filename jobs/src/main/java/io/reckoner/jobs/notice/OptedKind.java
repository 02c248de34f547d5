package io.reckoner.jobs.notice;

import picocli.CommandLine.Parameters;

/** Whose mails of which kind. */
final class OptedKind {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account.")
    private String account = "";

    @Parameters(
            index = "1",
            paramLabel = "KIND",
            converter = KindOption.class,
            description =
                    "low_balance, receipt, auto_top_up_declined, auto_top_up_paused, renewal_failed or bonus_lapsing.")
    private NoticeKind kind = NoticeKind.LOW_BALANCE;

    String account() {
        return account;
    }

    NoticeKind kind() {
        return kind;
    }
}
