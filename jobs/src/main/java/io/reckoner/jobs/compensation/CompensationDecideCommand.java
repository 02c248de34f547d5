package io.reckoner.jobs.compensation;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.credit.Recorded;
import io.reckoner.kernel.money.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decide",
        description = "Decides a claim, for good: grants an amount at once, or refuses it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon compensation decide 7 --grant 0.12 --reason \"answer was cut off\"",
            "  reckon compensation decide 8 --refuse --reason \"the answer is whole\""
        })
final class CompensationDecideCommand extends Verb {
    private static final class Decision {
        @Option(
                names = "--grant",
                required = true,
                paramLabel = "AMOUNT",
                converter = AmountOption.class,
                description = "Give back so much, in USD: at most what the customer bore.")
        private @Nullable Money grant;

        @Option(names = "--refuse", required = true, description = "Give nothing back.")
        private boolean refuse;

        Money granted() {
            return refuse || grant == null ? Money.ZERO : grant;
        }
    }

    @Parameters(paramLabel = "CLAIM", description = "Its number: see reckon compensation claims --open.")
    private long claim;

    @ArgGroup(multiplicity = "1")
    private Decision decision = new Decision();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Money granted = decision.granted();
        Optional<Recorded.Given> lot =
                session.database().inTransaction(jdbc -> new Claims(jdbc).decide(claim, granted, act.act()));
        session.output()
                .say(lot.map(given -> "Claim " + claim + ": " + granted + " USD given back, as lot "
                                + given.lots().getFirst().id() + ".")
                        .orElse("Claim " + claim + " is refused."));
        return Exit.CLEAN;
    }
}
