package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.payment.Confirmations.Consent;
import io.reckoner.kernel.money.Money;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "confirm",
        description = {
            "Says what became of an offline payment or refund: the money came, or went out, or it will not.",
            "--never also gives up what a customer has left at a gateway: a page, or a proof to the bank. It is closed there, where the "
                    + "gateway can do that;",
            "paid all the same, it is credited."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon payment confirm pay_0123456789abcdef0123456789abcdef --received 50.00 --bank-ref 2026-0117",
            "  reckon payment confirm pay_89abcdef0123456789abcdef01234567 --sent 20.00 --bank-ref 2026-0121",
            "  reckon payment confirm pay_0123456789abcdef0123456789abcdef --never --reason \"customer gave up\""
        })
final class PaymentConfirmCommand extends Verb {
    /** It came, it went out, or neither will happen. */
    private static final class What {
        @Option(
                names = "--received",
                paramLabel = "AMOUNT",
                required = true,
                converter = AmountOption.class,
                description = "So much of a charge came in, in USD.")
        private @Nullable Money received;

        @Option(
                names = "--sent",
                paramLabel = "AMOUNT",
                required = true,
                converter = AmountOption.class,
                description = "So much of a refund went out, in USD: all of it.")
        private @Nullable Money sent;

        @Option(names = "--never", required = true, description = "Nothing moved, and nothing will.")
        private boolean never;
    }

    @Parameters(paramLabel = "INTENT", description = "The charge or refund.")
    private String id = "";

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(
            names = "--bank-ref",
            paramLabel = "TEXT",
            description = "With --received and --sent: the bank's reference of it (default: the intent).")
    private String bankReference = "";

    @Option(
            names = "--other-amount",
            description = "With --received: just this came, though another amount was asked for.")
    private boolean otherAmount;

    @Option(
            names = "--again",
            description =
                    "With --received and --bank-ref: the customer has paid once more. It is not credited, but named paid-twice until it has gone back.")
    private boolean again;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        requireFitting();
        Confirmations confirmations = PaymentDesk.of(session).confirmations();
        Money received = what.received;
        Money sent = what.sent;
        if (received != null) {
            Standing standing = confirmations.received(id, Cents.of(received), bankReference, consents(), act.act());
            if (standing.isRepeated(bankReference)) {
                session.output()
                        .say("This payment is not credited: the intent was paid before. Until it has gone back, reckon "
                                + "payment sweep names it paid-twice.");
            }
            return PaymentChargeCommand.tell(session, standing);
        }
        if (sent != null) {
            return PaymentChargeCommand.tell(session, confirmations.sent(id, Cents.of(sent), bankReference, act.act()));
        }
        if (!what.never) {
            throw new IllegalStateException("one of the three has to be said");
        }
        session.output().say(PaymentTables.sentence(confirmations.never(id, act.act())));
        return Exit.CLEAN;
    }

    /** Nothing is said that nothing follows from. */
    private void requireFitting() {
        List<String> faults = new ArrayList<>();
        if (what.received == null && (otherAmount || again)) {
            faults.add("--other-amount and --again say something of what was received. Leave them out.");
        }
        if (what.never && !bankReference.isEmpty()) {
            faults.add("--bank-ref names money that has moved, and --never says that none has. Leave one of them out.");
        }
        if (!faults.isEmpty()) {
            throw new Refusal(String.join(" ", faults));
        }
    }

    private Set<Consent> consents() {
        Set<Consent> consents = EnumSet.noneOf(Consent.class);
        if (otherAmount) {
            consents.add(Consent.OTHER_AMOUNT);
        }
        if (again) {
            consents.add(Consent.AGAIN);
        }
        return consents;
    }
}
