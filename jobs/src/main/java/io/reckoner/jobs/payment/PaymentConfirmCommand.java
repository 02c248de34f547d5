package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.money.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "confirm",
        description = {
            "Says what became of an offline payment or refund: the money came or went, or it will not.",
            "--never also gives up a page of any gateway that the customer has left. It is closed there, where the gateway can do that;",
            "paid all the same, it is credited."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon payment confirm pay_0123456789abcdef0123456789abcdef --received 50.00 --bank-ref 2026-0117",
            "  reckon payment confirm pay_0123456789abcdef0123456789abcdef --never --reason \"customer gave up\""
        })
final class PaymentConfirmCommand extends Verb {
    /** It came, or it will not. */
    private static final class What {
        @Option(
                names = {"--received", "--sent"},
                paramLabel = "AMOUNT",
                required = true,
                converter = AmountOption.class,
                description = "So much came in, or went out of the bank.")
        private @Nullable Money moved;

        @Option(names = "--never", required = true, description = "Nothing moved, and nothing will.")
        private boolean never;
    }

    @Parameters(paramLabel = "INTENT", description = "The offline charge or refund.")
    private String id = "";

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(
            names = "--bank-ref",
            paramLabel = "TEXT",
            description = "The bank's reference of it (default: the intent).")
    private String bankReference = "";

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        PaymentDesk payments = PaymentDesk.of(session);
        Standing before = payments.cashier().standing(id);
        Intent intent = before.intent();
        boolean isLeftPage = what.never && intent.means() instanceof Means.CheckoutPage;
        if (intent.gateway() != GatewayName.OFFLINE && !isLeftPage) {
            throw new Refusal(
                    "intent " + id + " is with gateway " + intent.gateway().code()
                            + ", which says itself what became of it. Ask it with: reckon payment sweep.");
        }
        Outcome said = outcome(intent);
        Optional<Outcome.Paid> paid = isLeftPage ? payments.closePage(before) : Optional.empty();
        if (paid.isPresent()) {
            payments.books().learn(intent, paid.get(), Source.LOOK_UP);
        } else {
            payments.books().learn(intent, said, Source.OPERATOR);
        }
        return PaymentChargeCommand.tell(session, payments.cashier().standing(id));
    }

    private Outcome outcome(Intent intent) {
        Money moved = what.moved;
        if (what.never || moved == null) {
            return new Outcome.Declined(
                    act.act().withReason("giving a payment up").reason());
        }
        String reference = bankReference.isEmpty() ? intent.id() : bankReference;
        Cents cents = Cents.of(moved);
        return switch (intent.kind()) {
            case CHARGE -> new Outcome.Paid(reference, cents, Optional.empty());
            case REFUND -> refund(intent, reference, cents);
            case CANCEL_SUBSCRIPTION -> throw new Refusal("intent " + id + " moves no money.");
        };
    }

    private static Outcome refund(Intent intent, String reference, Cents sent) {
        if (!sent.equals(intent.cents())) {
            throw new Refusal("the refund is of " + intent.cents() + ", not " + sent + ". Confirm what went out.");
        }
        return new Outcome.Refunded(reference, sent);
    }
}
