package io.reckoner.jobs.topup;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.GatewayName;
import io.reckoner.jobs.payment.GatewayOption;
import io.reckoner.jobs.payment.Means;
import io.reckoner.jobs.payment.PaymentDesk;
import io.reckoner.kernel.money.Money;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = {
            "Sets the rule by which an account is topped up without being asked. It is judged after every settlement.",
            "After three declines in a row it is paused."
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon wallet auto set acme --below 10.00 --amount 50.00 --monthly-limit 200.00"
                + " --gateway stripe --customer cus_9 --method pm_1")
final class WalletAutoSetCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Whose Wallet.")
    private String account = "";

    @Option(
            names = "--below",
            paramLabel = "AMOUNT",
            required = true,
            converter = AmountOption.class,
            description = "Charge when the Wallet less what is owed is below this.")
    private Money threshold = Money.ZERO;

    @Option(
            names = "--amount",
            paramLabel = "AMOUNT",
            required = true,
            converter = AmountOption.class,
            description = "How much each time, in USD and whole cents.")
    private Money amount = Money.ZERO;

    @Option(
            names = "--monthly-limit",
            paramLabel = "AMOUNT",
            required = true,
            converter = AmountOption.class,
            description = "The most of a calendar month, in UTC.")
    private Money limit = Money.ZERO;

    @Option(
            names = "--gateway",
            paramLabel = "NAME",
            required = true,
            converter = GatewayOption.class,
            description = "One that charges stored methods, such as stripe.")
    private GatewayName gateway = GatewayName.OFFLINE;

    @Option(
            names = "--customer",
            paramLabel = "ID",
            required = true,
            description = "The gateway's id of the customer with a stored method.")
    private String customer = "";

    @Option(
            names = "--method",
            paramLabel = "ID",
            required = true,
            description = "The gateway's id of the stored method.")
    private String method = "";

    @Option(
            names = "--cool-down",
            paramLabel = "LENGTH",
            defaultValue = "1h",
            converter = CoolDownOption.class,
            description = "The least time between two attempts, such as 90m; every decline doubles it (default: 1h).")
    private Duration coolDown = Duration.ZERO;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        AutoTopUpRule rule = new AutoTopUpRule(
                account,
                threshold,
                Cents.of(amount),
                Cents.of(limit),
                gateway,
                new Means.StoredMethod(customer, method),
                coolDown);
        PaymentDesk.of(session).cashier().requireAble(rule.gateway(), rule.method(), rule.amount());
        session.output()
                .say(
                        switch (session.database().inTransaction(jdbc -> new AutoTopUps(jdbc).set(rule, act.act()))) {
                            case NOW ->
                                "Account " + account + " is topped up by " + rule.amount() + " whenever it is below "
                                        + threshold + ", at most " + rule.monthlyLimit() + " a month.";
                            case BEFORE -> "The rule of account " + account + " says just that; nothing changed.";
                        });
        return Exit.CLEAN;
    }
}
