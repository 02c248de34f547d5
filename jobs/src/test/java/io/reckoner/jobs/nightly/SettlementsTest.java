package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.simulate.Customer;
import io.reckoner.jobs.simulate.Mischief;
import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.jobs.simulate.Simulator;
import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Three runs over two days of lively traffic, against {@link PlainReading}: every line, every event, every dollar. */
class SettlementsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Instant EVENING = Town.FIRST_DAY.atTime(18, 0).toInstant(ZoneOffset.UTC);
    private static final Instant SECOND_DAY =
            Town.FIRST_DAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Instant THIRD_DAY =
            Town.FIRST_DAY.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);

    @TempDir
    Path root;

    private final PlainReading plain = new PlainReading();
    private final List<PlainReading.Event> settled = new ArrayList<>();
    private final Map<String, BigDecimal> bonusUse = new TreeMap<>();
    private final Set<Path> read = new HashSet<>();
    private Instant previous = Instant.EPOCH;

    @Test
    void everyLineHasOneFateEveryEventItsExactChargeAndAllBooksSayTheSame() throws Exception {
        Scenario scenario = new Scenario(7, Town.FIRST_DAY, 2, 20, 4000, 3);
        Town town = new Town(root, DATABASE.database());
        Simulator simulator = Simulator.lively(scenario, often(), town.folder.intake());
        town.settleWithLittleCredit(simulator.population());
        simulator.announce();
        simulator.day(Town.FIRST_DAY);
        settlesAsPlainReadingSays(town, Optional.of(EVENING), EVENING);
        assertThat(plain.count(LineCount.CARRIED_OUT)).isGreaterThan(500);
        settlesAsPlainReadingSays(town, Optional.empty(), SECOND_DAY);
        assertThat(town.run(Town.defaults())).isInstanceOf(RunOutcome.NothingToDo.class);
        simulator.day(Town.FIRST_DAY.plusDays(1));
        settlesAsPlainReadingSays(town, Optional.empty(), THIRD_DAY);

        everyEventHasItsFact(town);
        allBooksSayTheSame(town);
        lotsAreLeftAsPlainSubtractionSays(town, simulator.population().customers());
    }

    private static Mischief often() {
        Map<Mischief.Trick, Integer> often = new EnumMap<>(Mischief.Trick.class);
        for (Mischief.Trick trick : Mischief.Trick.values()) {
            often.put(trick, 3_000);
        }
        return new Mischief(often);
    }

    private void settlesAsPlainReadingSays(Town town, Optional<Instant> byHand, Instant watermark) throws Exception {
        List<Path> fresh;
        try (Stream<Path> files = Files.list(town.folder.intake())) {
            fresh = files.filter(file -> file.toString().endsWith(".jsonl") && read.add(file))
                    .sorted()
                    .toList();
        }
        plain.run(fresh, previous, watermark);
        previous = watermark;
        RunOutcome outcome = town.run(town.folder.intake(), byHand, Town.defaults());
        assertThat(outcome).isInstanceOf(RunOutcome.Committed.class);
        RunOutcome.Committed done = (RunOutcome.Committed) outcome;
        assertThat(done.run().watermark()).isEqualTo(watermark);
        for (LineCount fate : LineCount.values()) {
            if (fate.compareTo(LineCount.SETTLED) < 0) {
                assertThat(done.totals().value(fate.total()).longValueExact())
                        .as(done.run() + " " + fate)
                        .isEqualTo(plain.count(fate));
            }
        }
        Map<SuspenseReason, Long> setAside = new EnumMap<>(SuspenseReason.class);
        town.jdbc.query(
                "SELECT reason, sum(lines) FROM suspense WHERE run_id = ? GROUP BY reason",
                row -> {
                    setAside.put(SuspenseReason.byCode(row.getString(1)).orElseThrow(), row.getLong(2));
                },
                done.run().id());
        assertThat(setAside).isEqualTo(plain.suspended());
        moneyIs(done.totals(), UsageFigure.CHARGE, sum(plain.events(), Figure.CHARGE));
        moneyIs(done.totals(), UsageFigure.PROVIDER_COST, sum(plain.events(), Figure.COST));
        settled.addAll(plain.events());
        if (!watermark.isAfter(SECOND_DAY)) {
            plain.events().forEach(event -> bonusUse.merge(event.account(), event.charge(), BigDecimal::add));
        }
    }

    private enum Figure {
        CHARGE,
        COST
    }

    private static BigDecimal sum(List<PlainReading.Event> events, Figure figure) {
        return events.stream()
                .map(event -> figure == Figure.CHARGE ? event.charge() : event.cost())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void moneyIs(ControlTotals totals, UsageFigure figure, BigDecimal amount) {
        for (Book book : List.of(Book.SETTLEMENT, Book.FACTS, Book.JOURNAL)) {
            assertThat(totals.value(book.total(figure))).as(book + " " + figure).isEqualByComparingTo(amount);
        }
    }

    private void everyEventHasItsFact(Town town) {
        List<String> expected = settled.stream()
                .map(event -> String.format(
                        Locale.ROOT,
                        "%s %s %s %s %s %s",
                        event.account(),
                        event.id(),
                        event.charge().setScale(12).toPlainString(),
                        event.cost().setScale(12).toPlainString(),
                        event.late(),
                        event.place()))
                .sorted()
                .toList();
        assertThat(town.duck("SELECT concat_ws(' ', account, event_id, charge::VARCHAR, provider_cost::VARCHAR, late,"
                        + " source_file || ':' || source_line) FROM facts ORDER BY 1"))
                .isEqualTo(expected);
        assertThat(settled).anyMatch(PlainReading.Event::late);
    }

    private static void allBooksSayTheSame(Town town) {
        List<String> facts = town.duck(
                """
                SELECT concat_ws(' ', account, sum(draw_wallet_bonus)::DECIMAL(38,12), sum(draw_wallet_paid)::DECIMAL(38,12),
                                 sum(shortfall)::DECIMAL(38,12), sum(charge)::DECIMAL(38,12))
                FROM facts GROUP BY account ORDER BY account
                """);
        List<String> movements = town.rows(
                """
                SELECT concat_ws(' ', account_id, sum(CASE WHEN type = 'draw' AND kind = 'bonus' THEN amount ELSE 0.000000000000 END),
                                 sum(CASE WHEN type = 'draw' AND kind = 'topup' THEN amount ELSE 0.000000000000 END),
                                 sum(CASE WHEN type = 'shortfall' THEN amount ELSE 0.000000000000 END),
                                 sum(CASE WHEN type IN ('draw', 'shortfall') THEN amount ELSE 0.000000000000 END))
                FROM reports.movement WHERE type IN ('draw', 'shortfall') GROUP BY account_id ORDER BY account_id
                """);
        assertThat(movements).isEqualTo(facts);
        List<String> journal = town.rows(
                """
                SELECT concat_ws(' ', account_id,
                                 sum(CASE WHEN ledger_account = 'Liabilities:CustomerCredit:Bonus' THEN amount ELSE 0.000000000000 END),
                                 sum(CASE WHEN ledger_account = 'Liabilities:CustomerCredit:Paid' THEN amount ELSE 0.000000000000 END),
                                 sum(CASE WHEN ledger_account = 'Assets:Receivable:Shortfall' THEN amount ELSE 0.000000000000 END),
                                 -sum(CASE WHEN ledger_account = 'Income:Usage' THEN amount ELSE 0.000000000000 END))
                FROM reports.journal_export WHERE kind = 'usage' GROUP BY account_id ORDER BY account_id
                """);
        assertThat(journal).isEqualTo(facts);
        assertThat(town.rows("SELECT name FROM reports.control_check WHERE NOT holds"))
                .isEmpty();
    }

    /** Usage of the first day takes the bonus first, which then lapses; all else takes paid credit, then is owed. */
    private void lotsAreLeftAsPlainSubtractionSays(Town town, List<Customer> customers) {
        Map<String, BigDecimal> charged = new TreeMap<>();
        settled.forEach(event -> charged.merge(event.account(), event.charge(), BigDecimal::add));
        List<String> left = new ArrayList<>();
        List<String> owed = new ArrayList<>();
        for (Customer customer : customers) {
            String account = customer.account();
            BigDecimal bonus = bonusUse.getOrDefault(account, BigDecimal.ZERO).min(new BigDecimal(Town.BONUS));
            BigDecimal paid = new BigDecimal(Town.TOP_UP)
                    .add(bonus)
                    .subtract(charged.getOrDefault(account, BigDecimal.ZERO))
                    .setScale(12);
            left.add(account + " " + paid.max(BigDecimal.ZERO.setScale(12)).toPlainString());
            if (paid.signum() < 0) {
                owed.add(account + " " + paid.negate().toPlainString());
            }
        }
        assertThat(
                        town.rows(
                                "SELECT account_id || ' ' || remaining::numeric(38, 12) FROM reports.lot WHERE kind = 'topup' ORDER BY 1"))
                .isEqualTo(left);
        assertThat(town.rows("SELECT DISTINCT remaining FROM reports.lot WHERE kind = 'bonus'"))
                .allMatch(remaining -> new BigDecimal(remaining).signum() == 0);
        assertThat(town.rows("SELECT account_id || ' ' || sum(owed) FROM reports.debt GROUP BY account_id ORDER BY 1"))
                .isEqualTo(owed)
                .isNotEmpty();
    }
}
