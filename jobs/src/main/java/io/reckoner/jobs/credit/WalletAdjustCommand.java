package io.reckoner.jobs.credit;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.HoldsFromOption;
import io.reckoner.jobs.command.ReferenceOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "adjust",
        description =
                "Corrects a Wallet, with a reason. What is taken draws like usage; what no credit covers is owed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon wallet adjust acme --add 1.25 --reason \"ticket 4711: charged twice by hand\"",
            "  reckon wallet adjust acme --take 3.00 --reason \"gift of 2 March: wrong account\""
        })
final class WalletAdjustCommand extends Verb {
    /** Up or down, not both. */
    private static final class Direction {
        @Option(
                names = "--add",
                paramLabel = "AMOUNT",
                required = true,
                converter = AmountOption.class,
                description = "Give so much, in USD.")
        private @Nullable Money add;

        @Option(
                names = "--take",
                paramLabel = "AMOUNT",
                required = true,
                converter = AmountOption.class,
                description = "Take so much, in USD.")
        private @Nullable Money take;
    }

    @Parameters(paramLabel = "ACCOUNT", description = "Whose Wallet.")
    private String account = "";

    @ArgGroup(multiplicity = "1")
    private Direction direction = new Direction();

    @Mixin
    private HoldsFromOption at = new HoldsFromOption();

    @Mixin
    private ReferenceOption reference = new ReferenceOption();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Recorded recorded = session.database()
                .inTransaction(jdbc -> adjust(jdbc, session.clock().instant()));
        switch (recorded) {
            case Recorded.Given given -> GivenTable.show(session.output(), account, given);
            case Recorded.Taken taken ->
                session.output()
                        .say(
                                switch (taken.occasion()) {
                                    case NOW ->
                                        taken.amount() + " USD taken from account " + account + "; lands at "
                                                + taken.actsAt() + ".";
                                    case BEFORE -> "Done before under this reference; nothing changed.";
                                });
        }
        return Exit.CLEAN;
    }

    private Recorded adjust(JdbcClient jdbc, Instant now) {
        Wallet wallet = new Wallet(jdbc);
        Optional<Instant> instant = at.holdsFrom(jdbc, now);
        Money add = direction.add;
        Money take = direction.take;
        if (add != null) {
            return wallet.add(account, add, instant, reference.reference(), act.act());
        }
        if (take != null) {
            return wallet.take(account, take, instant, reference.reference(), act.act());
        }
        throw new IllegalStateException("neither --add nor --take");
    }
}
