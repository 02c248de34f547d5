package io.reckoner.jobs.notice;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.money.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "threshold",
        description = {
            "Sets below which balance an account is told, instead of notice.low-balance.",
            "It is told once, and again when the balance was above in between."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  reckon notice threshold acme --below 20.00", "  reckon notice threshold acme --usual"})
final class NoticeThresholdCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "The account.")
    private String account = "";

    @Option(
            names = "--below",
            paramLabel = "AMOUNT",
            converter = AmountOption.class,
            description = "Tell when the Wallet less what is owed falls below this.")
    private @Nullable Money below;

    @Option(names = "--usual", description = "As all others: the threshold of the installation.")
    private boolean usual;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        if (usual == (below != null)) {
            throw new Refusal("give either --below or --usual.");
        }
        Optional<Money> threshold = Optional.ofNullable(below);
        String words = threshold.map(Money::toString).orElse("the threshold of the installation");
        session.output()
                .say(
                        switch (session.database()
                                .inTransaction(jdbc -> new Notices(jdbc).threshold(account, threshold, act.act()))) {
                            case NOW -> "Account " + account + " is told when its balance falls below " + words + ".";
                            case BEFORE -> "Account " + account + " has that threshold; nothing changed.";
                        });
        return Exit.CLEAN;
    }
}
