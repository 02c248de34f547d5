package io.reckoner.jobs.topup;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows the rule of an account, how it stands, and why it is paused.",
        footerHeading = "%nExample:%n",
        footer = "  reckon wallet auto show acme")
final class WalletAutoShowCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Whose Wallet.")
    private String account = "";

    @Override
    protected Exit run(Session session) {
        AutoTopUpView view = new AutoTopUpView(session.database().jdbc());
        Instant now = view.now();
        AutoTopUpState state = view.of(account, now)
                .orElseThrow(() -> new Refusal("account " + account
                        + " has no automatic top-up. Set one with: reckon wallet auto set " + account + "."));
        session.output().fields(table(state, now));
        return Exit.CLEAN;
    }

    private static ReportTable table(AutoTopUpState state, Instant now) {
        AutoTopUpRule rule = state.rule();
        return ReportTable.titled("Automatic top-up of account " + rule.account())
                .columns(
                        Column.text("state", "State"),
                        Column.exactMoney("balance", "Balance"),
                        Column.exactMoney("threshold", "Below"),
                        Column.exactMoney("amount", "Amount"),
                        Column.exactMoney("used", "Used this month"),
                        Column.exactMoney("limit", "Monthly limit"),
                        Column.text("gateway", "Gateway"),
                        Column.text("customer", "Customer"),
                        Column.text("method", "Method"),
                        Column.text("cool_down", "Cool-down"),
                        Column.text("version", "Version"),
                        Column.text("attempts", "Attempts"),
                        Column.text("declines", "Declines in a row"),
                        Column.text("last", "Last attempt"))
                .row(
                        Cell.of(state.verdict(now).words()),
                        Cell.of(state.balance()),
                        Cell.of(rule.threshold()),
                        Cell.of(rule.amount().toMoney()),
                        Cell.of(state.used().toMoney()),
                        Cell.of(rule.monthlyLimit().toMoney()),
                        Cell.of(rule.gateway().code()),
                        Cell.of(rule.method().customer()),
                        Cell.of(rule.method().method()),
                        Cell.of(rule.coolDown().toMinutes() + "m"),
                        Cell.of(String.valueOf(state.version())),
                        Cell.of(String.valueOf(state.attempts())),
                        Cell.of(String.valueOf(state.declines())),
                        Cell.of(state.lastAt().map(Instant::toString).orElse("")))
                .build();
    }
}
