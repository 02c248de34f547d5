package io.reckoner.acceptance.year;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.account.Account;
import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.account.ApiKeys;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.jobs.nightly.Progress;
import io.reckoner.jobs.nightly.RunRequest;
import io.reckoner.jobs.plan.Subscriptions;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.report.VisibleFactView;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.FactsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same traffic settled at another cadence, with nothing late and no payments in between, gives the same draws per event, the
 * same lots, and the same sums of the journal per account and day.
 */
class CadenceTest {
    private static final Instant START = Instant.parse("2028-02-26T00:00:00Z");
    private static final Duration MICRO = Duration.ofMinutes(5);
    private static final long SEED = 7;

    @TempDir
    Path root;

    private final Map<String, World> worlds = new LinkedHashMap<>();

    @Test
    void theCadenceOfTwoDaysMakesNoDifference() throws Exception {
        compare(Duration.ofDays(2), Duration.ofHours(3), Duration.ofHours(1), 30);
    }

    @Test
    @Tag("proof")
    void theCadenceOfAWeekMakesNoDifference() throws Exception {
        compare(Duration.ofDays(7), Duration.ofHours(1), Duration.ofDays(1), 200);
    }

    /** @param micro how much of the time is settled every five minutes */
    private void compare(Duration length, Duration often, Duration micro, int accounts) throws Exception {
        List<Person> people = IntStream.rangeClosed(1, accounts)
                .mapToObj(number -> new Person(number, LocalDate.ofInstant(START, ZoneOffset.UTC), SEED))
                .toList();
        Chance chance = Chance.of(SEED);
        try (Traffic traffic = new Traffic(root.resolve("gateway"), chance.split(), START.minusSeconds(60))) {
            for (String cadence : List.of("nightly", "often", "micro")) {
                World world =
                        new World(Files.createDirectories(root.resolve(cadence)), START.minus(Duration.ofDays(2)));
                worlds.put(cadence, world);
                open(world, people);
            }
            Duration microFrom = Duration.ofDays(1);
            for (Instant now = START; now.isBefore(START.plus(length)); now = now.plus(MICRO)) {
                requests(traffic, people, chance, now, often.dividedBy(MICRO));
                Instant sealed = now.plus(MICRO);
                Duration since = Duration.between(START, sealed);
                boolean isOften = since.toSeconds() % often.toSeconds() == 0;
                boolean isMicro = since.compareTo(microFrom) > 0 && since.compareTo(microFrom.plus(micro)) <= 0;
                if (isOften || isMicro) {
                    traffic.seal(sealed);
                    carry(traffic);
                    settle("micro", sealed);
                    if (isOften) {
                        settle("often", sealed);
                    }
                    if (since.toSeconds() % Duration.ofDays(1).toSeconds() == 0) {
                        settle("nightly", sealed);
                    }
                }
            }
            same();
        } finally {
            worlds.values().forEach(World::close);
        }
    }

    /** Credit with all kinds of expiry, plans that open and end in the week, switches that are off. */
    private static void open(World world, List<Person> people) {
        people.forEach(person ->
                assertThat(world.act(jdbc -> open(world, jdbc, person))).isEmpty());
    }

    private static void open(World world, JdbcClient jdbc, Person person) {
        Instant before = START.minus(Duration.ofDays(1)).plusSeconds(person.number);
        new Accounts(jdbc).create(Account.of(person.account(), ""), World.by("test"));
        new ApiKeys(jdbc).register(person.paygKey(), person.account(), "payg", KeyKind.PAYG, World.by("test"));
        new ApiKeys(jdbc).register(person.planKey(), person.account(), "plan", KeyKind.SUBSCRIPTION, World.by("test"));
        new Wallet(jdbc)
                .topUp(
                        person.account(),
                        Money.ofCents(50L + person.number % 7 * 100),
                        Optional.empty(),
                        Confirmation.offline(new Reference("top-" + person.number), Optional.of(before)),
                        world.session.settings(CreditSettings.class),
                        World.by("test"));
        new Wallet(jdbc)
                .grant(
                        person.account(),
                        LotKind.GIFT,
                        Money.ofCents(60),
                        Optional.of(START.plus(Duration.ofMinutes(17L * person.number))),
                        Optional.of(START.plus(Duration.ofHours(30)).plus(Duration.ofMinutes(11L * person.number))),
                        new Reference("gift-" + person.number),
                        World.by("test"));
        new Wallet(jdbc)
                .take(
                        person.account(),
                        Money.ofPicos(123_456_789_012L),
                        Optional.of(START.plus(Duration.ofMinutes(29L * person.number))),
                        new Reference("down-" + person.number),
                        World.by("test"));
        if (!person.plan().isEmpty()) {
            // A month before, or in the middle of what is compared: cycles end, weeks and caps turn over.
            Instant paid = person.number % 3 == 0 ? START.plus(Duration.ofHours(20)) : before;
            new Subscriptions(jdbc)
                    .subscribe(
                            person.account(),
                            person.plan(),
                            Optional.empty(),
                            Confirmation.offline(new Reference("plan-" + person.number), Optional.of(paid)),
                            World.by("test"));
        }
    }

    private static void requests(Traffic traffic, List<Person> people, Chance chance, Instant now, long rarity) {
        int second = 0;
        for (Person person : people) {
            if (chance.oneIn(12 + (int) Math.min(36, rarity))) {
                traffic.request(person, now.plusSeconds(second));
                second = Math.min(second + 1, 290);
            }
        }
    }

    private void carry(Traffic traffic) throws IOException {
        Path sealed = Files.createDirectories(root.resolve("sealed"));
        traffic.carry(sealed, "");
        try (Stream<Path> files = Files.list(sealed)) {
            for (Path file : files.toList()) {
                for (World world : worlds.values()) {
                    Files.copy(file, world.intake().resolve(file.getFileName()));
                }
                Files.delete(file);
            }
        }
    }

    private void settle(String cadence, Instant now) {
        World world = worlds.get(cadence);
        world.clock.set(now.plusSeconds(1));
        world.settlements.run(
                new RunRequest(world.intake(), Optional.empty(), Optional.empty(), World.by("test")), Progress.NONE);
    }

    private void same() {
        World nightly = worlds.get("nightly");
        assertThat(draws(nightly)).hasSizeGreaterThan(100);
        for (String cadence : List.of("often", "micro")) {
            World other = worlds.get(cadence);
            assertThat(number(other, "SELECT count(*) FROM run WHERE state = 'committed'"))
                    .isGreaterThan(number(nightly, "SELECT count(*) FROM run WHERE state = 'committed'"));
            assertThat(draws(other)).as("draws per event, " + cadence).isEqualTo(draws(nightly));
            for (String sums : SUMS) {
                assertThat(rows(other, sums)).as(cadence + ": " + sums).isEqualTo(rows(nightly, sums));
            }
        }
    }

    private static final List<String> SUMS = List.of(
            "SELECT concat_ws(' ', lot_id, amount, remaining, effective_at, expires_at) FROM reports.lot ORDER BY 1",
            "SELECT concat_ws(' ', account_id, day, owed) FROM reports.debt ORDER BY 1",
            """
            SELECT concat_ws(' ', account_id, day, kind, ledger_account, commodity, sum(amount)) FROM reports.journal_export
            GROUP BY account_id, day, kind, ledger_account, commodity ORDER BY 1
            """,
            """
            SELECT concat_ws(' ', account_id, day, type, lot_id, origin, sum(amount)) FROM reports.movement
            GROUP BY account_id, day, type, lot_id, origin ORDER BY 1
            """);

    private static List<String> rows(World world, String sql) {
        return world.jdbc().sql(sql).query(String.class).list();
    }

    private static long number(World world, String sql) {
        return world.jdbc().sql(sql).query(Long.class).single();
    }

    private static List<String> draws(World world) {
        try (FactsSession session = FactsSession.open(
                FactsSettings.defaults(),
                new VisibleFactView(world.jdbc(), world.session.data()).visible(FactScope.everything()))) {
            return new ArrayList<>(session.list(
                    FactsQuery.of(
                            """
                            SELECT concat_ws(' ', event_id, settled_at, charge, draw_main, draw_backup, draw_wallet_bonus,
                                             draw_wallet_paid, shortfall, over_run, first_lot, last_lot, late)
                            FROM facts ORDER BY event_id
                            """),
                    row -> row.getString(1)));
        }
    }
}
