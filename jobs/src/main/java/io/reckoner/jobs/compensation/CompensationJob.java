package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.compensation.CompensationTable.EventKey;
import io.reckoner.jobs.credit.Recorded;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.report.SettledUsage;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.run.RunTable;
import io.reckoner.kernel.compensation.CompensationRule;
import io.reckoner.kernel.compensation.CompensationRules;
import io.reckoner.kernel.compensation.Compensator;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Horizon;
import io.reckoner.reports.compensation.FailedEvent;
import io.reckoner.reports.compensation.FailedEventQuery;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.table.Counted;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Judges what runs settled by the rules of their time, and gives back what these say: a transaction a round, every run once.
 *
 * <p>A round that dies leaves nothing; done again it finds the same events, for what a committed run settled never changes.
 */
public final class CompensationJob {
    private final Database database;
    private final Function<FactScope, FactsSession> facts;

    public CompensationJob(Session session) {
        this(session.database(), scope -> SettledUsage.facts(session, scope));
    }

    /** @param facts opens what runs have settled */
    public CompensationJob(Database database, Function<FactScope, FactsSession> facts) {
        this.database = database;
        this.facts = facts;
    }

    /** Judges all that is not judged yet; says what each round gave, nothing where there are no rules or no new runs. */
    public List<String> run(Act act) {
        List<String> sentences = new ArrayList<>();
        rounds(act).forEach(done -> sentences.add(sentence(done)));
        return sentences;
    }

    List<Judged> rounds(Act act) {
        List<Judged> done = new ArrayList<>();
        for (Optional<Round> next = next(); next.isPresent(); next = next()) {
            Round round = next.get();
            List<Answer> answers = answers(round.rules(), round.firstRun(), round.lastRun());
            done.add(database.inTransaction(jdbc -> judge(jdbc, round, answers, act)));
        }
        return done;
    }

    /**
     * What rules would give for what runs settled, as if they alone had been in force; changes nothing.
     *
     * @param runs how many of the last committed runs
     */
    List<GivenBack> trial(CompensationRules rules, int runs) {
        List<Run> tried = new RunTable(database.jdbc()).newestCommitted(runs);
        if (tried.isEmpty()) {
            throw new Refusal("nothing is settled yet, so there is nothing to try rules on.");
        }
        return amounts(answers(rules, tried.getLast().id(), tried.getFirst().id()), Map.of());
    }

    /** An event and the first rule it answers to. */
    private record Answer(CompensationRule rule, FailedEvent event) {}

    private Optional<Round> next() {
        JdbcClient jdbc = database.jdbc();
        Optional<Run> last = lastCommitted(jdbc);
        List<RulesTable.Row> versions = new RulesTable(jdbc).versions();
        if (versions.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        CompensationTable table = new CompensationTable(jdbc);
        int first = Math.max(table.lastJudged() + 1, versions.getFirst().firstRun());
        if (first > last.get().id()) {
            return Optional.empty();
        }
        RulesTable.Row inForce = versions.getFirst();
        int until = last.get().id();
        for (RulesTable.Row version : versions) {
            if (version.firstRun() <= first) {
                inForce = version;
            } else {
                until = Math.min(until, version.firstRun() - 1);
            }
        }
        CompensationRules rules =
                CompensationYaml.read(inForce.content(), "rules of compensation, version " + inForce.version());
        return Optional.of(new Round(table.lastRound() + 1, inForce.version(), rules, first, until));
    }

    private static Optional<Run> lastCommitted(JdbcClient jdbc) {
        return new RunTable(jdbc).lastCommitted();
    }

    private List<Answer> answers(CompensationRules rules, int firstRun, int lastRun) {
        List<Answer> answers = new ArrayList<>();
        Optional<Run> first = new RunTable(database.jdbc()).committed(firstRun);
        Instant settledFrom = first.map(Run::previousWatermark).orElse(Run.BEGINNING);
        Instant oldest = first.flatMap(Run::horizon).map(Horizon::instant).orElse(Run.BEGINNING);
        try (FactsSession settled = facts.apply(FactScope.since(oldest))) {
            FailedEventQuery.eachOf(
                    settled,
                    rules,
                    firstRun,
                    lastRun,
                    settledFrom,
                    (rule, event) -> answers.add(new Answer(rule, event)));
        }
        return answers;
    }

    private Judged judge(JdbcClient jdbc, Round round, List<Answer> answers, Act act) {
        TurnTable.Turn turn = new TurnTable(jdbc).take();
        CompensationTable table = new CompensationTable(jdbc);
        if (table.lastRound() != round.number() - 1) {
            throw new Refusal(
                    "another process has judged the same runs meanwhile. Nothing was given twice; ask again.");
        }
        Set<EventKey> done = table.settledOtherwise(
                answers.stream().map(answer -> EventKey.of(answer.event())).toList());
        List<Answer> open = answers.stream()
                .filter(answer -> !done.contains(EventKey.of(answer.event())))
                .toList();
        List<GivenBack> given = amounts(
                open,
                table.givenBefore(open.stream()
                        .map(answer -> answer.event().account())
                        .distinct()
                        .toList()));
        Judged judged = new Judged(round, given);
        table.addRound(round, given.size(), judged.amount(), turn.now(), act);
        table.add(lots(jdbc, round, given, turn, act));
        return judged;
    }

    private static List<GivenBack> amounts(List<Answer> answers, Map<Compensator.Purse, Money> before) {
        Compensator compensator = new Compensator(before);
        List<GivenBack> given = new ArrayList<>();
        for (Answer answer : answers) {
            FailedEvent event = answer.event();
            Money borne = event.borne(answer.rule().of());
            YearMonth month = YearMonth.from(event.at().atOffset(ZoneOffset.UTC));
            Money amount = compensator.give(answer.rule(), event.account(), month, borne);
            if (amount.isPositive()) {
                given.add(new GivenBack(event, answer.rule(), borne, amount));
            }
        }
        return given;
    }

    /** One lot for each account and rule, effective where settlement stands. */
    private static List<CompensationTable.Row> lots(
            JdbcClient jdbc, Round round, List<GivenBack> given, TurnTable.Turn turn, Act act) {
        record Purse(String account, CompensationRule rule) {}
        Map<Purse, List<GivenBack>> purses = new LinkedHashMap<>();
        for (GivenBack each : given) {
            purses.computeIfAbsent(new Purse(each.event().account(), each.rule()), purse -> new ArrayList<>())
                    .add(each);
        }
        Wallet wallet = new Wallet(jdbc);
        Instant from = turn.settled().orElse(turn.now());
        List<CompensationTable.Row> rows = new ArrayList<>();
        int number = 0;
        for (Map.Entry<Purse, List<GivenBack>> purse : purses.entrySet()) {
            CompensationRule rule = purse.getKey().rule();
            Recorded.Given lot = wallet.grant(
                    purse.getKey().account(),
                    LotKind.COMPENSATION,
                    purse.getValue().stream().map(GivenBack::amount).reduce(Money.ZERO, Money::plus),
                    Optional.of(from),
                    rule.expiresAfterDays().map(days -> from.plus(Duration.ofDays(days))),
                    new Reference("compensation-" + round.number() + "." + ++number),
                    new Act(act.actor(), "rule " + rule.name()));
            String id = lot.lots().getFirst().id();
            purse.getValue().forEach(each -> rows.add(CompensationTable.Row.of(each, id, round.number())));
        }
        return rows;
    }

    private static String sentence(Judged judged) {
        String what = judged.given().isEmpty()
                ? "nothing to give back"
                : judged.amount() + " USD given back for "
                        + Counted.of(judged.given().size(), "event");
        return "Compensation for " + judged.round().runs() + ": " + what + ".";
    }
}
