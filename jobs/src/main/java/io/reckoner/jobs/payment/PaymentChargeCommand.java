package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.ReferenceOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.money.Money;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "charge",
        description = {
            "Charges a customer by a gateway: a stored payment method, or a page on which the customer pays.",
            "Credit follows when the gateway confirms the payment, not before."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon payment charge acme 50.00 --gateway stripe --ref order-4711",
            "  reckon payment charge acme 50.00 --gateway stripe --customer cus_9 --method pm_1 --ref order-4712"
        })
final class PaymentChargeCommand extends Verb {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Who is charged.")
    private String account = "";

    @Parameters(
            index = "1",
            paramLabel = "AMOUNT",
            converter = AmountOption.class,
            description = "How much, in USD and whole cents.")
    private Money amount = Money.ZERO;

    @Option(
            names = "--gateway",
            paramLabel = "NAME",
            required = true,
            converter = GatewayOption.class,
            description = "stripe, alipay, creem, nowpayments or offline.")
    private GatewayName gateway = GatewayName.OFFLINE;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description = "Buy a cycle of this plan with it (default: top up the Wallet).")
    private String plan = "";

    @Option(names = "--switch", description = "With --plan: the account's live plan ends when this one is paid.")
    private boolean switching;

    @Option(
            names = "--customer",
            paramLabel = "ID",
            description = "The gateway's id of a customer with a stored method.")
    private String customer = "";

    @Option(names = "--method", paramLabel = "ID", description = "The gateway's id of the stored method.")
    private String method = "";

    @Option(
            names = "--product",
            paramLabel = "ID",
            description = "The gateway's id of the product, where it sells products.")
    private String product = "";

    @Mixin
    private ReferenceOption reference = new ReferenceOption();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        ChargeOrder order = new ChargeOrder(
                account,
                gateway,
                purpose(),
                Optional.of(plan).filter(code -> !code.isEmpty()),
                Cents.of(amount),
                means(),
                reference.reference());
        Standing standing = PaymentDesk.of(session).cashier().charge(order, act.act());
        return tell(session, standing);
    }

    private Purpose purpose() {
        if (switching) {
            return Purpose.PLAN_SWITCH;
        }
        return plan.isEmpty() ? Purpose.TOP_UP : Purpose.PLAN_CYCLE;
    }

    private Means means() {
        if (customer.isEmpty() != method.isEmpty()) {
            throw new Refusal("a stored method is charged by --customer and --method together. Give both or neither.");
        }
        return customer.isEmpty() ? new Means.CheckoutPage(product) : new Means.StoredMethod(customer, method);
    }

    /** Shows how it stands; a charge that was declined ends in 3, so that scripts notice. */
    static Exit tell(Session session, Standing standing) {
        session.output().say(PaymentTables.sentence(standing));
        return standing.outcome().orElse(null) instanceof Outcome.Declined ? Exit.FAILED : Exit.CLEAN;
    }
}
