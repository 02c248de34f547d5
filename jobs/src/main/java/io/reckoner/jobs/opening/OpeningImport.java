package io.reckoner.jobs.opening;

import io.reckoner.jobs.account.Newcomers;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.credit.LotTable;
import io.reckoner.jobs.payment.TakenOverTable;
import io.reckoner.jobs.plan.PlanTable;
import io.reckoner.jobs.plan.SubscriptionTable;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.settlement.OpeningRun;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.settlement.Tables;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.opening.CutOver;
import io.reckoner.kernel.opening.OpeningBalances;
import io.reckoner.kernel.period.Horizon;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes accounts over, within the transaction of the {@code JdbcClient} given: all of the folder, or nothing. */
final class OpeningImport {
    /**
     * What is asked for.
     *
     * @param name known by it for ever
     * @param cutOver empty for accounts and keys alone
     * @param expected what the operator knows Wallet credit to come to
     */
    record Request(OpeningFolder folder, String name, Optional<CutOver> cutOver, Optional<Money> expected) {
        Optional<Instant> at() {
            return cutOver.map(CutOver::instant);
        }
    }

    /** What came of it. */
    sealed interface Outcome {
        /** @param run the run that holds the balances; empty where accounts and keys came alone */
        record Done(Understood understood, Optional<Run> run) implements Outcome {}

        record Before() implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Tables tables;
    private final SettlementSettings settings;
    private final OpeningTable openings;
    private final OpeningRun opening;
    private final Instant now;

    /** @param now no cut-over lies behind it */
    OpeningImport(JdbcClient jdbc, Tables tables, SettlementSettings settings, Instant now) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.settings = settings;
        this.openings = new OpeningTable(jdbc);
        this.opening = new OpeningRun(tables, jdbc, OpeningReport.CHART);
        this.now = now;
    }

    /** Says what would be done; changes nothing. */
    Outcome check(Request request) {
        if (isDone(request)) {
            return new Outcome.Before();
        }
        Understood understood = understand(request);
        Optional<Run> run = request.cutOver().map(cutOver -> run(cutOver, new TurnTable(jdbc).take()));
        return new Outcome.Done(understood, run);
    }

    /** Does it. */
    Outcome store(Request request, Act act) {
        TurnTable.Turn turn = new TurnTable(jdbc).take();
        if (isDone(request)) {
            return new Outcome.Before();
        }
        Understood understood = understand(request);
        Optional<Run> run = request.cutOver().map(cutOver -> run(cutOver, turn));
        Instant switchedAt = request.cutOver().map(CutOver::landsAt).orElseGet(() -> turn.landing(turn.now()));
        new Newcomers(jdbc).add(understood.customers(), understood.keys(), switchedAt, turn.now(), act);
        understood.balances().ifPresent(balances -> {
            new SubscriptionTable(jdbc).addOpened(understood.subscriptions(), turn.now(), act);
            new TakenOverTable(jdbc).add(understood.renewals());
            new LotTable(jdbc).addOpened(understood.lots(), balances.cutOver().landsAt(), turn.now(), act);
            opening.store(run.orElseThrow(), request.name(), balances, turn.now(), act.actor(), act.reason());
        });
        openings.add(
                request.name(), request.folder().sha256(request.at()), understood, run.map(Run::id), turn.now(), act);
        request.at().ifPresent(at -> openings.addAccounts(request.name(), understood.takenOver(), at, turn.now()));
        new ActTable(jdbc)
                .add(
                        act,
                        turn.now(),
                        "opening import",
                        request.name(),
                        understood.customers().size() + " accounts, "
                                + understood.keys().size() + " keys, "
                                + understood.lots().size() + " lots");
        return new Outcome.Done(understood, run);
    }

    /** Whether just this was imported before. */
    private boolean isDone(Request request) {
        byte[] sha256 = request.folder().sha256(request.at());
        Optional<byte[]> before = openings.find(request.name());
        if (before.isPresent()) {
            if (java.security.MessageDigest.isEqual(before.get(), sha256)) {
                return true;
            }
            throw new Refusal("opening " + request.name() + " was imported before, with other files or another --at."
                    + " Nothing was changed. What it brought is put right with reckon wallet adjust, account set and key"
                    + " commands; further accounts come from a folder of their own, or under another --ref.");
        }
        openings.named(sha256).ifPresent(name -> {
            throw new Refusal("these very files were imported before, as opening " + name + ". Nothing was changed.");
        });
        return false;
    }

    private Understood understand(Request request) {
        OpeningFaults faults = new OpeningFaults();
        requireCutOver(request, faults);
        Brought brought = OpeningReader.read(request.folder(), faults);
        Set<String> accounts = OpeningCheck.accountsOf(brought);
        Newcomers newcomers = new Newcomers(jdbc);
        OpeningCheck.Known known = new OpeningCheck.Known(
                newcomers.accounts(accounts),
                newcomers.keys(brought.keys.stream().map(row -> row.key().id()).collect(Collectors.toSet())),
                openings.dealings(accounts),
                new TakenOverTable(jdbc).known(OpeningCheck.renewersOf(brought)),
                new PlanTable(jdbc).catalogue());
        Understood understood = new OpeningCheck(brought, known, faults).understand(request.name(), request.cutOver());
        faults.requireNone();
        requireExpected(request, understood);
        return understood;
    }

    private static void requireCutOver(Request request, OpeningFaults faults) {
        String balances = request.folder().found().stream()
                .filter(OpeningFile::needsCutOver)
                .map(OpeningFile::fileName)
                .collect(Collectors.joining(", "));
        if (request.cutOver().isEmpty() && !balances.isEmpty()) {
            faults.add(balances + ": balances are as of an instant. Name the cut-over with --at.");
        }
    }

    private static void requireExpected(Request request, Understood understood) {
        Money found = understood.balances().map(OpeningBalances::wallet).orElse(Money.ZERO);
        request.expected().filter(expected -> !expected.equals(found)).ifPresent(expected -> {
            throw new Refusal(Stream.concat(
                            Stream.of("the Wallet lots come to " + found + " USD, --expect-total says " + expected
                                    + ": " + expected.minus(found) + " differ."),
                            understood.notes().stream())
                    .collect(Collectors.joining("\n", "", "\nNothing was done.")));
        });
    }

    /** The run that holds the balances: it stands where the settlement stands, and the first one where nothing is settled. */
    private Run run(CutOver cutOver, TurnTable.Turn turn) {
        Instant at = cutOver.instant();
        if (at.isAfter(now)) {
            throw new Refusal("--at " + at + " is still to come: nobody knows yet what will be left then.");
        }
        tables.runs().open().ifPresent(open -> {
            throw new Refusal(open + " is not finished. Finish it with: reckon settle");
        });
        Optional<Run> last = tables.runs().lastCommitted();
        last.filter(run -> !run.watermark().equals(at)).ifPresent(run -> refuse(run.watermark(), at));
        if (last.isEmpty() && opening.anythingActs(Run.BEGINNING, at)) {
            throw new Refusal("credit, a plan or a switch that was recorded here acts before the cut-over, " + at
                    + ". Settle it first: reckon settle --watermark " + at + "; then import.");
        }
        Optional<Horizon> reached = last.map(run -> run.horizonOr(settings.lookBack()));
        return new Run(
                tables.runs().nextId(),
                cutOver.day(),
                tables.runs().nextRevision(cutOver.day(), at),
                last.map(Run::watermark).orElse(Run.BEGINNING),
                at,
                Optional.of(Horizon.of(at, settings.lookBack(), reached)),
                tables.runs()
                        .newestBook()
                        .orElseThrow(() -> new Refusal(
                                "there is no price book to settle with. Import one with: reckon price import FILE")),
                turn.now(),
                last.map(Run::buckets).orElse(settings.buckets()),
                Run.State.OPEN,
                "");
    }

    private static void refuse(Instant settled, Instant at) {
        throw new Refusal(
                settled.isAfter(at)
                        ? "everything before " + settled + " is settled already, so no account can change over at " + at
                                + ". State the balances as of " + settled
                                + ", or as of a later instant that you settle up"
                                + " to first."
                        : "everything before " + settled
                                + " is settled so far. Settle up to the cut-over first: reckon settle" + " --watermark "
                                + at + "; then import, before anything more is settled.");
    }
}
