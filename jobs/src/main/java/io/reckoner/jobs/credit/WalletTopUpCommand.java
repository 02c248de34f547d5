package io.reckoner.jobs.credit;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.HappenedOption;
import io.reckoner.jobs.command.ReferenceOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.payment.HeldPayment;
import io.reckoner.jobs.payment.HeldPaymentOptions;
import io.reckoner.jobs.payment.TopUpByHand;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "top-up",
        description =
                "Records a payment that came into the bank, or that a gateway holds and nothing else will credit: paid credit at once, and the "
                        + "bonus with it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon wallet top-up acme 50.00 --ref bank-2026-0117",
            "  reckon wallet top-up acme 50.00 --face-value 60.00 --ref promo-7",
            "  reckon wallet top-up acme 12.00 --gateway creem --gateway-ref tran_5K2"
        })
final class WalletTopUpCommand extends Verb {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Whose Wallet.")
    private String account = "";

    @Parameters(
            index = "1",
            paramLabel = "PAID",
            converter = AmountOption.class,
            description = "What was paid, in USD and whole cents.")
    private Money paid = Money.ZERO;

    @Option(
            names = "--face-value",
            paramLabel = "AMOUNT",
            converter = AmountOption.class,
            description = "Credit sold for it, where that is more; the difference is a discount.")
    private @Nullable Money faceValue;

    @Mixin
    private HeldPaymentOptions held = new HeldPaymentOptions();

    @Mixin
    private HappenedOption at = new HappenedOption();

    @Mixin
    private ReferenceOption reference = new ReferenceOption();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Instant now = session.clock().instant();
        CreditSettings settings = session.settings(CreditSettings.class);
        Recorded.Given given = session.database().inTransaction(jdbc -> held.held(reference)
                .map(payment -> atGateway(jdbc, payment, now, settings))
                .orElseGet(() -> intoTheBank(jdbc, now, settings)));
        GivenTable.show(session.output(), account, given);
        return Exit.CLEAN;
    }

    private Recorded.Given intoTheBank(JdbcClient jdbc, Instant now, CreditSettings settings) {
        return new Wallet(jdbc)
                .topUp(
                        account,
                        paid,
                        Optional.ofNullable(faceValue),
                        Confirmation.offline(reference.reference(), at.happened(jdbc, now)),
                        settings,
                        act.act());
    }

    private Recorded.Given atGateway(JdbcClient jdbc, HeldPayment payment, Instant now, CreditSettings settings) {
        return new TopUpByHand(jdbc)
                .record(
                        new TopUpByHand.Said(account, paid, Optional.ofNullable(faceValue), payment),
                        () -> at.happened(jdbc, now),
                        settings,
                        act.act());
    }
}
