package io.reckoner.jobs.payment;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.HappenedOption;
import io.reckoner.jobs.command.ReferenceOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.reversal.Reversals;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reckon wallet refund}. */
@Command(
        name = "refund",
        description =
                "Records a payment, or a part of it, that was sent back: its credit is taken out of the Wallet, its bonus "
                        + "clawed back, a plan's cycle ended. What is spent already is owed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon wallet refund bank-2026-0117 --reason \"asked by mail, 3 March\"",
            "  reckon wallet refund bank-2026-0117 --amount 20.00 --reason \"ticket 4711\"",
            "  reckon wallet refund pay_0123456789abcdef0123456789abcdef --gateway-ref re_3Nq --reason \"ticket 4712\""
        })
public final class WalletRefundCommand extends Verb {
    @Parameters(paramLabel = "PAYMENT", description = "Its reference: see reckon wallet payments.")
    private String payment = "";

    @Option(
            names = "--amount",
            paramLabel = "AMOUNT",
            converter = AmountOption.class,
            description = "What was sent back, tax included, in USD and whole cents (default: all that is left).")
    private @Nullable Money amount;

    @Mixin
    private HappenedOption at = new HappenedOption();

    @Option(
            names = "--gateway-ref",
            paramLabel = "ID",
            description =
                    "The gateway's id of the refund, where the payment came by a gateway that tells of refunds by webhook: "
                            + "heard of by both, it is booked once.")
    private String gatewayRef = "";

    @Option(
            names = "--again",
            description = "It is another refund than the one of the same amount that the gateway has told of.")
    private boolean again;

    @Mixin
    private ReferenceOption reference = new ReferenceOption();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Instant now = session.clock().instant();
        Reversals.SentBackNow back = session.database().inTransaction(jdbc -> new RefundByHand(jdbc)
                .record(
                        payment,
                        Optional.ofNullable(amount),
                        at.happened(jdbc, now),
                        gatewayRef,
                        reference.reference(),
                        again ? ToldBefore.Claim.ANOTHER : ToldBefore.Claim.NONE,
                        act.act()));
        session.output()
                .say(
                        switch (back.occasion()) {
                            case NOW ->
                                back.amount() + " USD of payment " + payment + " sent back; lands at " + back.actsAt()
                                        + ".";
                            case BEFORE -> "Done before under this reference; nothing changed.";
                        });
        return Exit.CLEAN;
    }
}
