package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.ActWords;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.HappenedOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.reversal.Disputes;
import io.reckoner.jobs.reversal.Reversals;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reckon wallet dispute}. */
@Command(
        name = "dispute",
        description =
                "Records that a payment is disputed and its gateway took the money back, and how the dispute ends.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon wallet dispute open pi_8812 --ref dp_1 --reason \"chargeback, code 10.4\"",
            "  reckon wallet dispute open pi_8812 --ref dp_2 --amount 30.00 --reason \"second chargeback\"",
            "  reckon wallet dispute lost pi_8812 --reason \"bank decided 20 April\""
        })
public final class WalletDisputeCommand extends Verb {
    /** What happened. */
    enum Step {
        OPEN,
        WON,
        LOST
    }

    @Parameters(index = "0", paramLabel = "STEP", description = "open, won or lost.")
    private Step step = Step.OPEN;

    @Parameters(index = "1", paramLabel = "PAYMENT", description = "Its reference: see reckon wallet payments.")
    private String payment = "";

    @Option(
            names = "--ref",
            paramLabel = "REFERENCE",
            converter = ActWords.OfReference.class,
            description =
                    "What the dispute is known by: the gateway's id of it where it tells of disputes, such as Stripe's dp_1. Needed "
                            + "there, and where a payment is disputed more than once.")
    private String reference = "";

    @Option(
            names = "--amount",
            paramLabel = "USD",
            converter = AmountOption.class,
            description = "Of open: how much is disputed (default: all that is left of the payment).")
    private @Nullable Money amount;

    @Option(
            names = "--again",
            description =
                    "Of open: it is another dispute than the one of the same amount that the gateway has told of.")
    private boolean again;

    @Mixin
    private HappenedOption at = new HappenedOption();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        if (amount != null && step != Step.OPEN) {
            throw new Refusal("--amount is for open: a dispute ends as a whole.");
        }
        if (again && step != Step.OPEN) {
            throw new Refusal("--again is for open: it says that another dispute was opened.");
        }
        Instant now = session.clock().instant();
        String done = session.database().inTransaction(jdbc -> record(jdbc, at.happened(jdbc, now)));
        session.output().say(done);
        return Exit.CLEAN;
    }

    private String record(JdbcClient jdbc, Optional<Instant> at) {
        return switch (step) {
            case OPEN -> {
                Reversals.SentBackNow back = new DisputeByHand(jdbc)
                        .open(
                                payment,
                                reference,
                                Optional.ofNullable(amount),
                                at,
                                again ? ToldBefore.Claim.ANOTHER : ToldBefore.Claim.NONE,
                                act.act());
                yield said(back.occasion(), back.amount() + " USD of payment " + payment + " disputed", back.actsAt());
            }
            case WON -> {
                Disputes.Ended end = new Disputes(jdbc).won(payment, reference, at, act.act());
                yield said(end.occasion(), end.amount() + " USD of payment " + payment + " came again", end.actsAt());
            }
            case LOST -> {
                Disputes.Ended end = new Disputes(jdbc).lost(payment, reference, at, act.act());
                yield said(
                        end.occasion(),
                        "Dispute over payment " + payment + " lost, " + end.amount() + " USD of it uncovered",
                        end.actsAt());
            }
        };
    }

    private static String said(Occasion occasion, String what, Instant actsAt) {
        return switch (occasion) {
            case NOW -> what + "; lands at " + actsAt + ".";
            case BEFORE -> "Done before; nothing changed.";
        };
    }
}
