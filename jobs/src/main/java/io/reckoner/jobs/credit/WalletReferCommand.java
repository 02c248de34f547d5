package io.reckoner.jobs.credit;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.HoldsFromOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "refer",
        description =
                "Gives credit to an account that brought another, and if asked to the one it brought: once for a pair.",
        footerHeading = "%nExample:%n",
        footer = "  reckon wallet refer acme globex 5.00 --welcome 2.00")
final class WalletReferCommand extends Verb {
    @Parameters(index = "0", paramLabel = "REFERRER", description = "Who brought the other.")
    private String referrer = "";

    @Parameters(index = "1", paramLabel = "REFERRED", description = "Who was brought.")
    private String referred = "";

    @Parameters(
            index = "2",
            paramLabel = "AMOUNT",
            converter = AmountOption.class,
            description = "For the referrer, in USD.")
    private Money reward = Money.ZERO;

    @Option(
            names = "--welcome",
            paramLabel = "AMOUNT",
            converter = AmountOption.class,
            description = "For the one who was brought, in USD (default: nothing).")
    private @Nullable Money welcome;

    @Mixin
    private HoldsFromOption at = new HoldsFromOption();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Instant now = session.clock().instant();
        Referrals.Rewarded rewarded = session.database().inTransaction(jdbc -> new Referrals(jdbc)
                .refer(referrer, referred, reward, Optional.ofNullable(welcome), at.holdsFrom(jdbc, now), act.act()));
        switch (rewarded.occasion()) {
            case NOW ->
                GivenTable.showAll(
                        session.output(),
                        "Credit for account " + referrer + ", which brought account " + referred,
                        rewarded.given());
            case BEFORE -> session.output().say("This pair was rewarded before; nothing changed.");
        }
        return Exit.CLEAN;
    }
}
