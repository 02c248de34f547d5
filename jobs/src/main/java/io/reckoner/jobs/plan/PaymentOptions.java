package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.HappenedOption;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.ReferenceOption;
import io.reckoner.jobs.payment.HeldPaymentOptions;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Mixin;

/** Options of commands that record the payment of a cycle, and the way they show it. */
final class PaymentOptions {
    @Mixin
    private HeldPaymentOptions held = new HeldPaymentOptions();

    @Mixin
    private HappenedOption at = new HappenedOption();

    @Mixin
    private ReferenceOption reference = new ReferenceOption();

    @Mixin
    private ActOptions act = new ActOptions();

    /**
     * How it was paid.
     *
     * @param clock what time it is
     * @throws Refusal when it was paid into the bank later than that; for what does not fit together
     */
    PaidWay way(JdbcClient jdbc, Instant clock) {
        return held.held(reference)
                .<PaidWay>map(payment -> new PaidWay.AtGateway(payment, () -> at.happened(jdbc, clock)))
                .orElseGet(() ->
                        new PaidWay.IntoTheBank(Confirmation.offline(reference.reference(), at.happened(jdbc, clock))));
    }

    /**
     * When a charge was declined; no payment was made.
     *
     * @throws Refusal when that is still to come, or a payment is named
     */
    Optional<Instant> declinedAt(JdbcClient jdbc, Instant clock) {
        if (held.isAnyGiven()) {
            throw new Refusal("a charge that was declined is no payment that a gateway holds: leave --gateway,"
                    + " --gateway-ref and --again out, or --declined.");
        }
        return at.happened(jdbc, clock);
    }

    /** What the act is recognised by. */
    Reference reference() {
        return reference.reference();
    }

    /** The instant given, whether it has been or not. */
    Optional<Instant> at() {
        return at.given();
    }

    Act act() {
        return act.act();
    }

    static void show(Output output, String account, Subscriptions.Paid paid) {
        Cycle cycle = paid.cycle();
        ReportTable.Builder table = ReportTable.titled("Cycle of account " + account)
                .columns(
                        Column.text("cycle", "Cycle"),
                        Column.text("plan", "Plan"),
                        Column.instant("starts", "Starts"),
                        Column.instant("opens", "Opens"),
                        Column.instant("ends", "Ends"))
                .row(
                        Cell.of(cycle.id()),
                        Cell.of(cycle.planCode() + "@" + cycle.planVersion()),
                        Cell.of(cycle.start()),
                        Cell.of(cycle.opensAt()),
                        Cell.of(cycle.end()));
        output.fields(
                switch (paid.occasion()) {
                    case NOW -> table.build();
                    case BEFORE ->
                        table.footnote("Done before under this reference; nothing changed.")
                                .build();
                });
    }
}
