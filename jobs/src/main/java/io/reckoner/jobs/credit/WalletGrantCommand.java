package io.reckoner.jobs.credit;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.HoldsFromOption;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.jobs.command.ReferenceOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "grant",
        description =
                "Gives credit that was not paid for: bonus, gift, referral, compensation; all but a bonus with a reason.",
        footerHeading = "%nExample:%n",
        footer =
                "  reckon wallet grant acme 5.00 --kind gift --expires 2027-01-01 --ref welcome-acme --reason \"welcome\"")
final class WalletGrantCommand extends Verb {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Whose Wallet.")
    private String account = "";

    @Parameters(index = "1", paramLabel = "AMOUNT", converter = AmountOption.class, description = "How much, in USD.")
    private Money amount = Money.ZERO;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            description = "bonus, gift, referral or compensation.")
    private LotKind kind = LotKind.GIFT;

    @Mixin
    private HoldsFromOption at = new HoldsFromOption();

    @Option(
            names = "--expires",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = "From when it may no longer be used (default: never).")
    private @Nullable Instant expires;

    @Mixin
    private ReferenceOption reference = new ReferenceOption();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Instant now = session.clock().instant();
        Recorded.Given given = session.database().inTransaction(jdbc -> new Wallet(jdbc)
                .grant(
                        account,
                        kind,
                        amount,
                        at.holdsFrom(jdbc, now),
                        Optional.ofNullable(expires),
                        reference.reference(),
                        act.act()));
        GivenTable.show(session.output(), account, given);
        return Exit.CLEAN;
    }
}
