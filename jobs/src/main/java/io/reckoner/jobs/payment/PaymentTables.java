package io.reckoner.jobs.payment;

import io.reckoner.jobs.plan.Awaited;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.time.Duration;
import java.util.List;

/** Intents, outcomes and breaks as tables. */
final class PaymentTables {
    private PaymentTables() {}

    static ReportTable list(List<Standing> standings) {
        ReportTable.Builder table = ReportTable.titled("Payment intents")
                .columns(
                        Column.instant("recorded", "Recorded"),
                        Column.text("intent", "Intent"),
                        Column.text("kind", "Kind"),
                        Column.text("account", "Account"),
                        Column.text("gateway", "Gateway"),
                        Column.text("purpose", "Purpose"),
                        Column.exactMoney("amount", "Amount"),
                        Column.text("state", "State"),
                        Column.text("booked", "Booked"));
        for (Standing standing : standings) {
            Intent intent = standing.intent();
            table.row(
                    Cell.of(intent.recordedAt()),
                    Cell.of(intent.id()),
                    Cell.of(intent.kind().code()),
                    Cell.of(intent.account()),
                    Cell.of(intent.gateway().code()),
                    Cell.of(intent.purpose().code()),
                    Cell.of(intent.cents().toMoney()),
                    Cell.of(standing.state()),
                    Cell.of(standing.booked() ? "yes" : "no"));
        }
        return table.build();
    }

    static ReportTable history(Standing standing) {
        ReportTable.Builder table = ReportTable.titled(
                        "What was learned of intent " + standing.intent().id())
                .columns(
                        Column.instant("learned", "Learned"),
                        Column.text("by", "By"),
                        Column.text("actor", "Actor"),
                        Column.text("state", "State"),
                        Column.text("reference", "Gateway's id"),
                        Column.text("amount", "Amount"),
                        Column.text("detail", "Detail"));
        for (Standing.Learned learned : standing.learned()) {
            table.row(
                    Cell.of(learned.at()),
                    Cell.of(learned.source().code()),
                    Cell.of(learned.actor().orElse("")),
                    Cell.of(learned.outcome().state()),
                    Cell.of(learned.outcome().gatewayReference()),
                    Cell.of(amount(learned.outcome())),
                    Cell.of(detail(learned.outcome())));
        }
        return table.build();
    }

    static ReportTable breaks(List<Break> breaks) {
        ReportTable.Builder table = ReportTable.titled("Breaks between payments and books")
                .columns(
                        Column.text("break", "Break"),
                        Column.text("account", "Account"),
                        Column.exactMoney("amount", "Amount"),
                        Column.text("age", "Age"),
                        Column.text("detail", "Detail"));
        for (Break each : breaks) {
            table.row(
                    Cell.of(each.reference()),
                    Cell.of(each.account()),
                    Cell.of(each.amount().toMoney()),
                    Cell.of(age(each.age())),
                    Cell.of(each.detail()));
        }
        breaks.stream()
                .map(Break::kind)
                .distinct()
                .map(kind -> kind.code() + ": " + kind.remedy())
                .forEach(table::footnote);
        if (breaks.stream().anyMatch(each -> each.kind().mayBeClosed())) {
            table.footnote("What nothing can mend is closed with its reason: reckon payment close BREAK --reason ...");
        }
        return table.build();
    }

    /** How it stands and what comes next, in a sentence. */
    static String sentence(Standing standing) {
        String intent = standing.intent().id();
        return standing.outcome()
                .map(outcome -> switch (outcome) {
                    case Outcome.Paid paid -> intent + " is paid: " + paid.received() + ", " + booked(standing) + ".";
                    case Outcome.Refunded refunded ->
                        intent + " is refunded: " + refunded.sent() + ", " + booked(standing) + ".";
                    case Outcome.Failed failed ->
                        intent + " failed: " + failed.reason() + ". The money is still here; send it another way.";
                    case Outcome.Cancelled cancelled -> intent + ": the subscription renews no more.";
                    case Outcome.Declined declined ->
                        intent + " is declined: " + PaymentDesk.withoutStop(declined.reason())
                                + ". Nothing was charged.";
                    case Outcome.ActionRequired action ->
                        intent + " waits for the customer"
                                + (action.url().isEmpty() ? "." : ", who has to go to " + action.url());
                    case Outcome.Pending pending ->
                        intent + " is on its way; the gateway calls it " + pending.reference() + ".";
                    case Outcome.NotTaken foreign ->
                        intent + " is not taken: " + PaymentDesk.withoutStop(foreign.why()) + ". "
                                + Awaited.MONEY_BACK.remedy(intent);
                    case Outcome.Unknown unknown ->
                        intent + " is unknown: " + unknown.why()
                                + ". Do not charge again: reckon payment sweep looks it up.";
                })
                .orElse(
                        intent
                                + " was sent, and no answer is known yet. Do not charge again: reckon payment sweep looks it up.");
    }

    private static String booked(Standing standing) {
        return standing.booked() ? "booked" : "not booked yet: see reckon payment sweep";
    }

    private static String amount(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Paid paid -> paid.received().decimal();
            case Outcome.Refunded refunded -> refunded.sent().decimal();
            case Outcome.Failed failed -> "";
            case Outcome.Cancelled cancelled -> "";
            case Outcome.Declined declined -> "";
            case Outcome.ActionRequired action -> "";
            case Outcome.Pending pending -> "";
            case Outcome.NotTaken foreign -> "";
            case Outcome.Unknown unknown -> "";
        };
    }

    private static String detail(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Paid paid ->
                paid.fee().map(fee -> "fee " + fee.decimal()).orElse("");
            case Outcome.Refunded refunded -> "";
            case Outcome.Failed failed -> failed.reason();
            case Outcome.Cancelled cancelled -> "";
            case Outcome.Declined declined -> declined.reason();
            case Outcome.ActionRequired action -> action.url();
            case Outcome.Pending pending -> "";
            case Outcome.NotTaken foreign -> foreign.why();
            case Outcome.Unknown unknown -> unknown.why();
        };
    }

    private static String age(Duration age) {
        long minutes = age.toMinutes();
        return minutes < 60 ? minutes + "m" : minutes < 48 * 60 ? minutes / 60 + "h" : minutes / (24 * 60) + "d";
    }
}
