package io.reckoner.jobs.voucher;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Present;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reckon wallet gifts}. */
@Command(
        name = "gifts",
        description =
                "Gives credit to many accounts from a CSV file with the columns account, amount, ref, and if wanted kind "
                        + "(gift, bonus, compensation), at, expires. All rows or none; a second run of the same file changes nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon wallet gifts spring.csv --dry-run",
            "  reckon wallet gifts spring.csv --reason \"spring campaign\""
        })
public final class WalletGiftsCommand extends Verb {
    private record Gift(
            String account,
            Money amount,
            Reference reference,
            LotKind kind,
            Optional<Instant> at,
            Optional<Instant> expires) {}

    private static final Map<String, Boolean> COLUMNS =
            Map.of("account", true, "amount", true, "ref", true, "kind", false, "at", false, "expires", false);
    private static final Set<LotKind> KINDS = EnumSet.of(LotKind.GIFT, LotKind.BONUS, LotKind.COMPENSATION);

    @Parameters(paramLabel = "FILE", description = "CSV with a header.")
    private Path file = Path.of("gifts.csv");

    @Option(names = "--dry-run", description = "Checks the file and says what would be given.")
    private boolean dryRun;

    @Mixin
    private ActOptions act = new ActOptions();

    private final Set<String> references = new HashSet<>();

    @Override
    protected Exit run(Session session) {
        CreditFile rows = CreditFile.open(file, COLUMNS);
        Accounts accounts = new Accounts(session.database().jdbc());
        Instant clock = session.clock().instant();
        Present present = session.database().inTransaction(jdbc -> Present.of(new TurnTable(jdbc).take(), clock));
        List<Gift> gifts = rows.rows(row -> gift(row, accounts, present::ahead));
        rows.requireClean();
        Money sum = gifts.stream().map(Gift::amount).reduce(Money.ZERO, Money::plus);
        if (dryRun) {
            session.output().say("Would give " + sum + " USD to accounts in " + gifts.size() + " rows.");
            return Exit.CLEAN;
        }
        Act reasoned = act.act();
        long now = session.database().inTransaction(jdbc -> give(jdbc, gifts, reasoned));
        session.output()
                .say(now + " of " + gifts.size() + " rows given now, " + (gifts.size() - now) + " were before; " + sum
                        + " USD together.");
        return Exit.CLEAN;
    }

    private Optional<Gift> gift(CreditFile row, Accounts accounts, UnaryOperator<Optional<Instant>> bound) {
        Optional<String> account = row.required("account").filter(id -> exists(row, accounts, id));
        Optional<Money> amount = row.amount("amount");
        Optional<Reference> reference = row.required("ref").flatMap(text -> reference(row, text));
        Optional<LotKind> kind = row.kind(KINDS);
        Optional<Instant> at = row.within(row.instant("at"), bound);
        Optional<Instant> expires = row.instant("expires");
        if (account.isEmpty() || amount.isEmpty() || reference.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Gift(account.get(), amount.get(), reference.get(), kind.get(), at, expires));
    }

    private static boolean exists(CreditFile row, Accounts accounts, String id) {
        try {
            accounts.require(id);
            return true;
        } catch (Refusal e) {
            row.fault("there is no account " + id + ".");
            return false;
        }
    }

    private Optional<Reference> reference(CreditFile row, String text) {
        if (!references.add(text)) {
            row.fault("ref " + text + " occurs twice in the file.");
            return Optional.empty();
        }
        try {
            return Optional.of(new Reference(text));
        } catch (Refusal e) {
            row.fault(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static long give(JdbcClient jdbc, List<Gift> gifts, Act act) {
        Wallet wallet = new Wallet(jdbc);
        return gifts.stream()
                .map(gift -> wallet.grant(
                        gift.account(), gift.kind(), gift.amount(), gift.at(), gift.expires(), gift.reference(), act))
                .filter(given -> given.occasion() == Occasion.NOW)
                .count();
    }
}
