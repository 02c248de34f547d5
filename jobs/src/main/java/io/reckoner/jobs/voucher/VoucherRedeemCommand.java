package io.reckoner.jobs.voucher;

import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.HappenedOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.credit.Recorded;
import io.reckoner.kernel.credit.Lot;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "redeem",
        description = "Gives an account the credit of a voucher. Each code is redeemed once.",
        footerHeading = "%nExample:%n",
        footer = "  reckon voucher redeem 7KQ2M-9XW4T-0ABCD-EFGHJ acme")
final class VoucherRedeemCommand extends Verb {
    @Parameters(index = "0", paramLabel = "CODE", description = "As it was shown; hyphens and case do not matter.")
    private String code = "";

    @Parameters(index = "1", paramLabel = "ACCOUNT", description = "Who brings it.")
    private String account = "";

    @Mixin
    private HappenedOption at = new HappenedOption();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Instant now = session.clock().instant();
        Recorded.Given given = session.database().inTransaction(jdbc -> new Vouchers(jdbc)
                .redeem(VoucherCode.parse(code), account, at.happened(jdbc, now), now, act.act()));
        Lot lot = given.lots().getFirst();
        session.output()
                .say(
                        given.occasion() == Occasion.NOW
                                ? lot.amount() + " USD given to account " + account + "; lands at " + given.actsAt()
                                        + "."
                                : "Redeemed by this account before; nothing changed.");
        return Exit.CLEAN;
    }
}
