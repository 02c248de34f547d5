package io.reckoner.jobs.plan;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.Proration;
import io.reckoner.kernel.plan.Share;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "switch",
        description =
                "Records the payment of another plan in full: the live cycle ends, the new one opens, and what is left of "
                        + "the old one's value returns to the Wallet once usage before it is settled. A downgrade gives nothing back.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon plan switch acme pro --preview",
            "  reckon plan switch acme pro --ref bank-2026-0131",
            "  reckon plan switch acme pro --gateway stripe --gateway-ref pi_3N8"
        })
final class PlanSwitchCommand extends Verb {
    private static final int PLACES = 6;

    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Who switches.")
    private String account = "";

    @Parameters(index = "1", paramLabel = "PLAN", description = "Code of the new plan: see reckon plan list.")
    private String plan = "";

    @Option(names = "--preview", description = "Shows the working, by what is settled, and changes nothing.")
    private boolean preview;

    @Mixin
    private PaymentOptions payment = new PaymentOptions();

    @Override
    protected Exit run(Session session) {
        Instant now = session.clock().instant();
        if (preview) {
            show(session.output(), session.database().inTransaction(jdbc -> new Switches(jdbc)
                    .preview(account, plan, payment.at())));
        } else {
            PaymentOptions.show(
                    session.output(), account, session.database().inTransaction(jdbc -> new RecordedPayments(jdbc)
                            .switchTo(account, plan, payment.way(jdbc, now), payment.act())));
        }
        return Exit.CLEAN;
    }

    private void show(Output output, Switches.Preview preview) {
        Proration working = preview.proration();
        Proration.Drawn drawn = preview.drawn();
        Money oldPrice = preview.from().price();
        Money newPrice = preview.to().price();
        ReportTable.Builder table = ReportTable.titled("Switch of account " + account + " from "
                        + preview.from().label() + " to " + preview.to().label() + " at " + preview.at())
                .columns(
                        Column.text("line", "Line"),
                        Column.text("figure", "Figure"),
                        Column.text("working", "Working"));
        row(table, "time used", working.timeUsed(), "elapsed / 28 days, at most 1");
        row(table, "tokens used", working.tokensUsed(), tokens(drawn));
        row(table, "remaining", working.remaining(), "1 - the largest of time used, tokens used and 0.1");
        row(table, "credit", working.credit(), credit(oldPrice, newPrice));
        row(table, "to pay now", newPrice, "the new plan in full");
        table.footnote(preview.asOf()
                .map(asOf -> "As of watermark " + asOf + "; usage up to the switch will count, too.")
                .orElse("Nothing is settled yet; usage up to the switch will count."));
        if (newPrice.compareTo(oldPrice) <= 0) {
            table.footnote("This is no upgrade: it gives no credit. Unspent plan credit lapses at the switch.");
        }
        output.table(table.build());
    }

    private static String tokens(Proration.Drawn drawn) {
        String main = drawn.mainDrawn() + " / " + drawn.mainGranted() + " of Main";
        return drawn.backupGranted().isZero()
                ? main
                : "3/4 of " + main + " + 1/4 of " + drawn.backupDrawn() + " / " + drawn.backupGranted() + " of Backup";
    }

    private static String credit(Money oldPrice, Money newPrice) {
        return oldPrice + " x remaining, at most " + newPrice + " - " + oldPrice + ", at least 0, in whole cents";
    }

    private static void row(ReportTable.Builder table, String line, Share share, String working) {
        table.row(
                Cell.of(line), Cell.of(share.shown(PLACES).stripTrailingZeros().toPlainString()), Cell.of(working));
    }

    private static void row(ReportTable.Builder table, String line, Money amount, String working) {
        table.row(Cell.of(line), Cell.of(amount.toString()), Cell.of(working));
    }
}
