package io.reckoner.jobs.reversal;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reckon wallet write-off}. */
@Command(
        name = "write-off",
        description = "Gives up what an account owes and will not pay, the oldest first.",
        footerHeading = "%nExample:%n",
        footer = "  reckon wallet write-off acme --amount 3.20 --reason \"insolvent since May\"")
public final class WalletWriteOffCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Who owes.")
    private String account = "";

    @Option(
            names = "--amount",
            paramLabel = "AMOUNT",
            converter = AmountOption.class,
            description = "How much, in USD (default: all that is owed as of the watermark).")
    private @Nullable Money amount;

    @Mixin
    private HoldsFromOption at = new HoldsFromOption();

    @Mixin
    private ReferenceOption reference = new ReferenceOption();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Instant now = session.clock().instant();
        Debts.WrittenOff done = session.database().inTransaction(jdbc -> new Debts(jdbc)
                .writeOff(
                        account,
                        Optional.ofNullable(amount),
                        at.holdsFrom(jdbc, now),
                        reference.reference(),
                        act.act()));
        session.output()
                .say(
                        switch (done.occasion()) {
                            case NOW ->
                                done.amount() + " USD owed by account " + account + " written off; lands at "
                                        + done.actsAt() + ".";
                            case BEFORE -> "Done before under this reference; nothing changed.";
                        });
        return Exit.CLEAN;
    }
}
