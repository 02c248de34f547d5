package io.reckoner.bench;

import io.reckoner.ingest.sameness.IndexFile;
import io.reckoner.ingest.sameness.InventedIndex;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.plan.PlanTable;
import io.reckoner.jobs.plan.Subscriptions;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.sameness.IndexFileTable;
import io.reckoner.jobs.settings.Settings;
import io.reckoner.jobs.settlement.ResolveStep;
import io.reckoner.jobs.simulate.Customer;
import io.reckoner.jobs.simulate.Population;
import io.reckoner.kernel.plan.PlanCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An installation before its night: accounts, keys, opening credit, subscriptions, the shipped price book, and committed
 * runs of earlier days whose events the sameness index remembers. Made once, copied for every round.
 *
 * @param root its data folder, its database stopped
 */
record Installation(Path root) {
    private static final String ACTOR = "bench";
    private static final OffsetDateTime MIDNIGHT = BenchPlan.DAY.atStartOfDay().atOffset(ZoneOffset.UTC);
    private static final OffsetDateTime BEFORE = MIDNIGHT.minusDays(60);

    /** The one for this size; made when it is not there. */
    static Installation of(BenchPlan plan, int millions, Traffic traffic) throws IOException {
        Path root = plan.folder().resolve("installation-" + millions + "m-" + plan.indexDays() + "d");
        if (!Files.exists(root)) {
            Path growing = plan.folder().resolve("growing-installation");
            Copies.remove(growing);
            make(new DataFolder(growing).create(), plan, millions * 1_000_000L, Population.of(traffic.scenario()));
            Files.move(growing, root);
        }
        return new Installation(root);
    }

    /** A copy to be used up. Index files, which nothing changes, are linked. */
    DataFolder copy(Path to) throws IOException {
        Copies.remove(to);
        DataFolder copy = new DataFolder(to).create();
        Copies.copy(new DataFolder(root).pg(), copy.pg());
        Copies.remove(copy.index());
        Copies.link(new DataFolder(root).index(), copy.index());
        return copy;
    }

    /** Bytes of the sameness index. */
    long indexBytes() throws IOException {
        try (var files = Files.walk(new DataFolder(root).index())) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    static DatabaseSettings databaseSettings() {
        return Settings.defaults(List.of(DatabaseSettings.class)).of(DatabaseSettings.class);
    }

    private static void make(DataFolder folder, BenchPlan plan, long eventsPerDay, Population population)
            throws IOException {
        try (Database database = Database.open(folder, databaseSettings())) {
            JdbcTemplate jdbc = new JdbcTemplate(database.as(DatabaseRole.WRITER));
            addBook(jdbc);
            for (Customer customer : population.customers()) {
                addAccount(jdbc, customer);
                addCredit(jdbc, customer.account());
            }
            IndexFileTable index = new IndexFileTable(JdbcClient.create(jdbc));
            for (int day = 1; day <= plan.indexDays(); day++) {
                addDay(jdbc, day, plan.indexDays());
                addIndex(folder, index, day, eventsPerDay / BenchPlan.BUCKETS);
            }
            Act act = new Act(ACTOR, "");
            new PlanTable(database.jdbc()).add(PlanCatalogue.shipped(), BEFORE.toInstant(), act);
            subscribe(database, population, act);
        }
    }

    private static void addBook(JdbcTemplate jdbc) throws IOException {
        try (@Nullable InputStream resource = Installation.class.getResourceAsStream("/books/public-models.yaml")) {
            if (resource == null) {
                throw new IOException("the shipped price book is not on the class path");
            }
            byte[] book = resource.readAllBytes();
            jdbc.update(
                    "INSERT INTO price_book (version, content, sha256, recorded_at, actor) VALUES (1, ?, ?, ?, ?)",
                    new String(book, StandardCharsets.UTF_8),
                    MessageDigest.getInstance("SHA-256").digest(book),
                    BEFORE,
                    ACTOR);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void addAccount(JdbcTemplate jdbc, Customer customer) {
        jdbc.update(
                "INSERT INTO account (account_id, name, recorded_at, actor) VALUES (?, ?, ?, ?)",
                customer.account(),
                customer.name(),
                BEFORE,
                ACTOR);
        for (Customer.Key key : customer.keys()) {
            jdbc.update(
                    "INSERT INTO api_key (key_id, account_id, name, kind, recorded_at, actor) VALUES (?, ?, ?, ?, ?, ?)",
                    key.id(),
                    customer.account(),
                    key.name(),
                    key.kind().code(),
                    BEFORE,
                    ACTOR);
        }
    }

    /** A paid lot and its bonus, and a gift that lapses at noon. */
    private static void addCredit(JdbcTemplate jdbc, String account) {
        jdbc.update(
                """
                INSERT INTO payment (payment_id, account_id, gateway, purpose, amount, paid_at, acts_at, recorded_at, actor)
                VALUES (?, ?, 'offline', 'top_up', 5000.00, ?, ?, ?, ?)
                """,
                "opening-" + account,
                account,
                MIDNIGHT,
                MIDNIGHT,
                BEFORE,
                ACTOR);
        addLot(jdbc, account, "payment", "topup", "5000.00", null);
        addLot(jdbc, account, "payment", "bonus", "1000.00", MIDNIGHT.plusDays(90));
        addLot(jdbc, account, "gift", "gift", "5.00", MIDNIGHT.plusHours(12));
    }

    private static void addLot(
            JdbcTemplate jdbc,
            String account,
            String origin,
            String kind,
            String amount,
            @Nullable OffsetDateTime expires) {
        String reference = "opening-" + account;
        jdbc.update(
                """
                INSERT INTO lot (lot_id, account_id, pool, kind, amount, effective_at, expires_at, acts_at, origin,
                                 origin_ref, recorded_at, actor)
                VALUES (?, ?, 'wallet', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                origin + ":" + reference + ":wallet:" + kind,
                account,
                kind,
                new BigDecimal(amount),
                MIDNIGHT,
                expires,
                MIDNIGHT,
                origin,
                reference,
                BEFORE,
                ACTOR);
    }

    /** A committed run that settled one earlier day; the last of them ends where the night begins. */
    private static void addDay(JdbcTemplate jdbc, int run, int days) {
        OffsetDateTime watermark = MIDNIGHT.minusDays(days - run);
        jdbc.update(
                """
                INSERT INTO run (run_id, business_date, revision, previous_watermark, watermark, price_book_version,
                                 directory_as_of, buckets, state, opened_at, closed_at, previous_seal, seal, actor)
                VALUES (?, ?, 0, ?, ?, 1, ?, ?, 'committed', ?, ?, ?, ?, ?)
                """,
                run,
                watermark.toLocalDate().minusDays(1),
                watermark.minusDays(1),
                watermark,
                BEFORE,
                BenchPlan.BUCKETS,
                watermark,
                watermark,
                new byte[32],
                new byte[32],
                ACTOR);
    }

    private static void addIndex(DataFolder folder, IndexFileTable table, int run, long entries) throws IOException {
        String name = ResolveStep.runName(run);
        for (int bucket = 0; bucket < BenchPlan.BUCKETS; bucket++) {
            String path = String.format(Locale.ROOT, "index/bucket-%02d/%s.same", bucket, name);
            Path target = folder.root().resolve(path);
            Files.createDirectories(target.getParent());
            IndexFile file = InventedIndex.write(target, name, entries, run * 1_000L + bucket);
            table.add(new IndexFileTable.Row(path, run, bucket, file.events(), file.bytes(), file.sha256()));
        }
    }

    private static void subscribe(Database database, Population population, Act act) {
        for (Customer customer : population.customers()) {
            String plan = customer.plan();
            if (plan != null) {
                database.inTransaction(jdbc -> new Subscriptions(jdbc)
                        .subscribe(
                                customer.account(),
                                plan,
                                Optional.empty(),
                                Confirmation.offline(
                                        new Reference("plan-" + customer.account()), Optional.of(MIDNIGHT.toInstant())),
                                act));
            }
        }
    }
}
