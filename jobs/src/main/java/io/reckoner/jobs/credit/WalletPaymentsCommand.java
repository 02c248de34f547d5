package io.reckoner.jobs.credit;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.receipt.Payment;
import io.reckoner.jobs.receipt.PaymentTable;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "payments",
        description =
                "Lists the payments of an account, for credit and for plans, with their references, and what went back of each.",
        footerHeading = "%nExample:%n",
        footer = "  reckon wallet payments acme")
final class WalletPaymentsCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Whose payments.")
    private String account = "";

    @Override
    protected Exit run(Session session) {
        JdbcClient jdbc = session.database().jdbc();
        new Accounts(jdbc).require(account);
        ReportTable.Builder table = ReportTable.titled("Payments of account " + account)
                .columns(
                        Column.text("payment", "Payment"),
                        Column.instant("paid", "Paid"),
                        Column.text("purpose", "For"),
                        Column.money("amount", "Amount"),
                        Column.money("tax", "Tax"),
                        Column.money("sent_back", "Sent back"),
                        Column.text("gateway", "Gateway"),
                        Column.text("gateway_ref", "Its id"));
        PaymentTable payments = new PaymentTable(jdbc);
        Map<String, Money> sentBack = payments.sentBack(account);
        for (Payment payment : payments.of(account)) {
            Money back = sentBack.get(payment.id());
            table.row(
                    Cell.of(payment.id()),
                    Cell.of(payment.paidAt()),
                    Cell.of(payment.purpose().code()),
                    Cell.of(payment.amount()),
                    payment.tax().map(Cell::of).orElseGet(Cell::blank),
                    back == null ? Cell.blank() : Cell.of(back),
                    Cell.of(payment.gateway()),
                    Cell.of(payment.gatewayRef()));
        }
        session.output().table(table.build());
        return Exit.CLEAN;
    }
}
