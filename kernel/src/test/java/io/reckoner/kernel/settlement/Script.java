package io.reckoner.kernel.settlement;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.CycleLots;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A time line in the field's notation, settled statement by statement.
 *
 * <p>An instant is {@code 5T10:00} (5 March 2026; days above 31 run on), {@code 5} (its midnight) or written in full. Statements,
 * apart by semicolons:
 *
 * <pre>
 * lot A topup 10 @1 [till 9] [acts 2]          credit; plan kinds go to main, others to the wallet
 * cycle C starter@1 @1 till 32 [opens 3]       pools as the plan says
 * switch S C 50 @9                             cycle C ends for a plan that costs 50
 * end E C @9                                   cycle C ends
 * debit D refund 3 [of A,B] @9
 * void V A=3,B=2 [paid A=1] [short 2] [over 1] on 5 @9
 * beyond B stop|go @9
 * use e payg|sub 3 [cost 2] [of vendor/model] [by provider] @5T10:00
 * run 9                                        settles what was stated so far and lies before 9
 * </pre>
 */
final class Script {
    private static final LocalDate ORIGIN = LocalDate.of(2026, 2, 28);
    private static final String ACCOUNT = "acc";

    private final PlanCatalogue plans;
    private final Symbols symbols = new Symbols();
    private final Map<String, Lot> lots = new HashMap<>();
    private final List<TimelineItem> items = new ArrayList<>();
    private final List<Rated> events = new ArrayList<>();
    private final List<Rated.Drawn> drawn = new ArrayList<>();
    private final Recorded recorded = new Recorded();
    private AccountState state = AccountState.fresh(ACCOUNT);
    private Instant watermark = at("1");

    private Script(PlanCatalogue plans) {
        this.plans = plans;
    }

    /** Runs a script; what no {@code run} settled is settled up to day 100. */
    static Script of(PlanCatalogue plans, String... parts) {
        Script script = new Script(plans);
        for (String part : parts) {
            for (String statement : part.split("[;\n]")) {
                if (!statement.isBlank()) {
                    script.state(new Words(statement.strip()));
                }
            }
        }
        if (!script.items.isEmpty() || !script.events.isEmpty()) {
            script.run(at("100"));
        }
        return script;
    }

    static Script of(String... parts) {
        return of(PlanCatalogue.shipped(), parts);
    }

    static Instant at(String text) {
        if (text.contains("-")) {
            return Instant.parse(text);
        }
        String[] parts = text.split("T");
        String time = parts.length == 1 ? "00:00:00" : parts[1].length() == 5 ? parts[1] + ":00" : parts[1];
        return Instant.parse(ORIGIN.plusDays(Long.parseLong(parts[0])) + "T" + time + "Z");
    }

    private void state(Words words) {
        switch (words.next()) {
            case "lot" -> lot(words);
            case "cycle" -> cycle(words);
            case "switch" ->
                items.add(new TimelineItem.CycleSwitch(words.next(), words.next(), words.money(), words.at()));
            case "end" -> items.add(new TimelineItem.CycleEnd(words.next(), words.next(), words.at()));
            case "debit" ->
                items.add(new TimelineItem.Debit(
                        words.next(),
                        DebitKind.byCode(words.next()).orElseThrow(),
                        words.money(),
                        words.list("of"),
                        words.at()));
            case "give-up" ->
                items.add(new TimelineItem.DebtGivenUp(
                        words.next(), GivingUp.byCode(words.next()).orElseThrow(), words.money(), words.at()));
            case "void" ->
                items.add(new TimelineItem.UsageVoid(
                        words.next(),
                        draws(words.nextList()),
                        debt(words),
                        forgiven(words.list("given-up")),
                        words.money("over"),
                        words.at()));
            case "beyond" ->
                items.add(new TimelineItem.BeyondPlanSet(
                        words.next(),
                        words.next().equals("stop") ? BeyondPlan.STOP : BeyondPlan.PAY_AS_YOU_GO,
                        words.at()));
            case "use" -> use(words);
            case "run" -> run(at(words.next()));
            default -> throw new IllegalArgumentException("unknown statement: " + words);
        }
    }

    private void lot(Words words) {
        String id = words.next();
        LotKind kind = LotKind.byCode(words.next()).orElseThrow();
        Money amount = words.money();
        String till = words.option("till", "");
        Instant effectiveAt = words.at();
        Lot lot = new Lot(
                id,
                ACCOUNT,
                kind == LotKind.PLAN || kind == LotKind.PLAN_BONUS ? Pool.MAIN : Pool.WALLET,
                kind,
                amount,
                effectiveAt,
                till.isEmpty() ? null : at(till),
                new LotOrigin(LotOrigin.Type.GIFT, id));
        lots.put(id, lot);
        String acts = words.option("acts", "");
        items.add(new TimelineItem.Grant(lot, acts.isEmpty() ? effectiveAt : at(acts)));
    }

    private void cycle(Words words) {
        String id = words.next();
        String[] plan = words.next().split("@");
        Instant start = words.at();
        String opens = words.option("opens", "");
        Cycle cycle = new Cycle(
                id,
                plan[0],
                Integer.parseInt(plan[1]),
                start,
                opens.isEmpty() ? start : at(opens),
                at(words.option("till", "")));
        List<Lot> opened = CycleLots.of(ACCOUNT, cycle, plans.planOf(cycle));
        opened.forEach(lot -> lots.put(name(lot.id()), lot));
        items.add(new TimelineItem.CycleStart(cycle, opened));
    }

    private void use(Words words) {
        String id = words.next();
        KeyKind kind = words.next().equals("sub") ? KeyKind.SUBSCRIPTION : KeyKind.PAYG;
        long charge = words.money().picosExact();
        String cost = words.option("cost", "0");
        events.add(new Rated(
                id,
                Micros.of(words.at()),
                kind,
                words.option("of", "acme/one"),
                words.option("by", "acme"),
                charge,
                cost.equals("unknown") ? EventBlock.ABSENT : amount(cost).picosExact()));
    }

    private List<TimelineItem.LotDraw> draws(List<String> words) {
        List<TimelineItem.LotDraw> draws = new ArrayList<>();
        for (String word : words) {
            String[] parts = word.split("=");
            if (!word.equals("-")) {
                draws.add(new TimelineItem.LotDraw(lots.get(parts[0]), amount(parts[1])));
            }
        }
        return draws;
    }

    private static List<Debt> debt(Words words) {
        Money owed = words.money("short");
        LocalDate on = LocalDate.ofInstant(at(words.option("on", "1")), java.time.ZoneOffset.UTC);
        return owed.isZero() ? List.of() : List.of(new Debt(on, owed));
    }

    private static List<TimelineItem.Forgiven> forgiven(List<String> words) {
        return words.stream()
                .map(word -> word.split("="))
                .map(parts ->
                        new TimelineItem.Forgiven(GivingUp.byCode(parts[0]).orElseThrow(), amount(parts[1])))
                .toList();
    }

    private void run(Instant next) {
        Settler settler = new Settler(new SettlementTerms(watermark, next, plans), symbols);
        settler.begin(state, items, recorded);
        List<Rated> due =
                events.stream().filter(event -> event.ts() < Micros.of(next)).toList();
        drawn.addAll(Rated.settle(settler, due, Micros.of(watermark), symbols, EventBlock.CAPACITY));
        state = settler.finish();
        events.removeAll(due);
        items.removeIf(item -> item.actsAt().isBefore(next));
        watermark = next;
    }

    AccountState state() {
        return state;
    }

    Recorded recorded() {
        return recorded;
    }

    /** Draws by event id, open lots in draw order, debts: {@code e: bonus 1 short 2 of A; B 3; owes 5 2}. */
    String after() {
        List<String> lines = new ArrayList<>();
        drawn.stream().sorted(Comparator.comparing(Rated.Drawn::id)).forEach(row -> lines.add(line(row)));
        state.lots().forEach(open -> lines.add(name(open.lot().id()) + " " + plain(open.remaining())));
        state.debts().forEach(debt -> lines.add("owes " + dayOf(debt.day()) + " " + plain(debt.amount())));
        return String.join("; ", lines);
    }

    /** Movements of some types, summed over the runs: {@code lapse 5 A 3}. */
    String moved(String... types) {
        return recorded.sums().entrySet().stream()
                .map(sum -> sum.getKey().split(" "))
                .filter(key -> Arrays.asList(types).contains(key[1]))
                .map(key -> key[1] + " " + dayOf(LocalDate.parse(key[0])) + " " + name(key[2])
                        + (key[3].equals("-") ? "" : " for " + key[3]) + " "
                        + plain(recorded.sums().get(String.join(" ", key))))
                .collect(Collectors.joining("; "));
    }

    private static String line(Rated.Drawn row) {
        StringBuilder line = new StringBuilder(row.id()).append(":");
        part(line, "main", row.main());
        part(line, "backup", row.backup());
        part(line, "bonus", row.bonus());
        part(line, "paid", row.paid());
        part(line, "short", row.shortfall());
        part(line, "over", row.overRun());
        if (row.first() != null) {
            String first = name(row.first());
            String last = name(row.last());
            line.append(" of ").append(first.equals(last) ? first : first + ".." + last);
        }
        return line.append(row.late() ? " late" : "").toString();
    }

    private static void part(StringBuilder line, String name, long picos) {
        if (picos != 0) {
            line.append(' ').append(name).append(' ').append(plain(Money.ofPicos(picos)));
        }
    }

    private static String name(String lotId) {
        return lotId.replaceFirst("^cycle:(.*):(main|backup):(plan|plan_bonus)$", "$1/$2/$3")
                .replaceFirst("^switch:(.*):wallet:switch_credit$", "$1/credit");
    }

    private static long dayOf(LocalDate day) {
        return day.toEpochDay() - ORIGIN.toEpochDay();
    }

    static String plain(Money amount) {
        BigDecimal trimmed = amount.toBigDecimal().stripTrailingZeros();
        return trimmed.scale() < 0 ? trimmed.setScale(0).toPlainString() : trimmed.toPlainString();
    }

    private static Money amount(String text) {
        return Money.of(new BigDecimal(text));
    }

    /** The words of a statement: positional ones first, then options by name; {@code @} is the option of the instant. */
    private static final class Words {
        private final String statement;
        private final List<String> words;

        Words(String statement) {
            this.statement = statement;
            this.words = new ArrayList<>(List.of(statement.split("\\s+")));
        }

        String next() {
            return words.remove(0);
        }

        List<String> nextList() {
            return Arrays.asList(next().split(","));
        }

        Money money() {
            return amount(next());
        }

        Money money(String option) {
            return amount(option(option, "0"));
        }

        List<String> list(String option) {
            String value = option(option, "");
            return value.isEmpty() ? List.of() : Arrays.asList(value.split(","));
        }

        String option(String name, String otherwise) {
            int index = words.indexOf(name);
            return index < 0 ? otherwise : words.get(index + 1);
        }

        Instant at() {
            return Script.at(words.stream()
                    .filter(word -> word.startsWith("@"))
                    .findFirst()
                    .orElseThrow()
                    .substring(1));
        }

        @Override
        public String toString() {
            return statement;
        }
    }
}
