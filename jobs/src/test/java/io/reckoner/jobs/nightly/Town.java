package io.reckoner.jobs.nightly;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.report.VisibleFactView;
import io.reckoner.jobs.settings.Settings;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.simulate.Customer;
import io.reckoner.jobs.simulate.Population;
import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.FactsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An installation for tests: invented customers with opening credit, the public price book, runs at given watermarks. */
final class Town {
    static final LocalDate FIRST_DAY = LocalDate.parse("2026-03-02");
    /** Opening credit so small that the largest customers owe something: paid, and a bonus until the second day. */
    static final String TOP_UP = "2.00";

    static final String BONUS = "0.50";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2027-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Act ACT = new Act("test", "");

    final DataFolder folder;
    final Database database;
    final JdbcTemplate jdbc;

    Town(Path root, Database database) {
        this.folder = new DataFolder(root).create();
        this.database = database;
        this.jdbc = new JdbcTemplate(database.as(DatabaseRole.WRITER));
    }

    /** Accounts and keys of a population, a price book, and opening credit before the first event. */
    Town settle(Population population) {
        return settle(population, "25.00", "5.00");
    }

    Town settleWithLittleCredit(Population population) {
        return settle(population, TOP_UP, BONUS);
    }

    /** Opens plans for some of the customers that have a key for one: {@link TownPlans}. */
    Town openPlans(Population population) {
        database.inTransaction(jdbc -> {
            TownPlans.open(jdbc, population);
            return this;
        });
        return this;
    }

    /** One customer, {@code acc_00001}, with little credit and one key, {@code key_0000101}. */
    Town settleOneCustomer() {
        return settleWithLittleCredit(Population.of(new Scenario(1, FIRST_DAY, 1, 1, 1, 1)));
    }

    private Town settle(Population population, String topUp, String bonus) {
        OffsetDateTime before = FIRST_DAY.minusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC);
        byte[] book = book();
        jdbc.update(
                "INSERT INTO price_book (version, content, sha256, recorded_at, actor) VALUES (1, ?, ?, ?, 'test')",
                new String(book, StandardCharsets.UTF_8),
                sha256(book),
                before);
        for (Customer customer : population.customers()) {
            jdbc.update(
                    "INSERT INTO account (account_id, name, recorded_at, actor) VALUES (?, ?, ?, 'test')",
                    customer.account(),
                    customer.name(),
                    before);
            for (Customer.Key key : customer.keys()) {
                jdbc.update(
                        """
                        INSERT INTO api_key (key_id, account_id, name, kind, recorded_at, actor)
                        VALUES (?, ?, ?, ?, ?, 'test')
                        """,
                        key.id(),
                        customer.account(),
                        key.name(),
                        key.kind().code(),
                        before);
            }
            lot(customer.account(), "payment", "pay-" + customer.account(), "topup", topUp, before, null);
            lot(
                    customer.account(),
                    "payment",
                    "pay-" + customer.account(),
                    "bonus",
                    bonus,
                    before,
                    FIRST_DAY.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
        }
        return this;
    }

    private void payment(String account, String ref, String amount, OffsetDateTime at) {
        jdbc.update(
                """
                INSERT INTO payment (payment_id, account_id, gateway, purpose, amount, paid_at, acts_at, recorded_at, actor)
                VALUES (?, ?, 'offline', 'top_up', ?, ?, ?, ?, 'test')
                """,
                ref,
                account,
                new BigDecimal(amount),
                at,
                at,
                at);
    }

    void lot(
            String account,
            String origin,
            String ref,
            String kind,
            String amount,
            OffsetDateTime effective,
            @Nullable OffsetDateTime expires) {
        if (kind.equals("topup")) {
            payment(account, ref, amount, effective);
        }
        jdbc.update(
                """
                INSERT INTO lot (lot_id, account_id, pool, kind, amount, effective_at, expires_at, acts_at, origin,
                                 origin_ref, recorded_at, actor)
                VALUES (?, ?, 'wallet', ?, ?, ?, ?, ?, ?, ?, ?, 'test')
                """,
                origin + ":" + ref + ":wallet:" + kind,
                account,
                kind,
                new BigDecimal(amount),
                effective,
                expires,
                effective,
                origin,
                ref,
                effective);
    }

    RunOutcome run(Instant watermark) {
        return run(folder.intake(), Optional.of(watermark), defaults());
    }

    RunOutcome run(Path intake, Optional<Instant> watermark, SettlementSettings settings) {
        Settlements settlements = new Settlements(folder, database, settings, CLOCK);
        return settlements.run(new RunRequest(intake, watermark, Optional.empty(), ACT), Progress.NONE);
    }

    /** What a run said about its delivery. */
    List<String> noticed(RunOutcome.Committed done) {
        Settlements settlements = new Settlements(folder, database, defaults(), CLOCK);
        return settlements.noticed(done.run());
    }

    /** A run as far as the proxies' promises reach. */
    RunOutcome run(SettlementSettings settings) {
        return run(folder.intake(), Optional.empty(), settings);
    }

    /** The same, watched. */
    RunOutcome run(SettlementSettings settings, Progress progress) {
        Settlements settlements = new Settlements(folder, database, settings, CLOCK);
        return settlements.run(new RunRequest(folder.intake(), Optional.empty(), Optional.empty(), ACT), progress);
    }

    /** Copies files into the intake folder, in this order. */
    Town deliver(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.copy(file, folder.intake().resolve(file.getFileName()));
        }
        return this;
    }

    /** A newer version of the price book: the public one with more text at the end of its models. */
    void priceBook(int version, String moreModels) {
        String book = new String(book(), StandardCharsets.UTF_8).replace("\noverlays:", moreModels + "\noverlays:");
        jdbc.update(
                "INSERT INTO price_book (version, content, sha256, recorded_at, actor) VALUES (?, ?, ?, ?, 'test')",
                version,
                book,
                sha256(book.getBytes(StandardCharsets.UTF_8)),
                FIRST_DAY.atStartOfDay().atOffset(ZoneOffset.UTC));
    }

    /** Visible facts, a line of text each, read by DuckDB: the columns named, in the order of their text. */
    List<String> facts(String columns) {
        return duck("SELECT concat_ws(' ', " + columns + ") FROM facts ORDER BY 1");
    }

    /** First column of what DuckDB answers. */
    List<String> duck(String sql) {
        try (FactsSession session = FactsSession.open(
                FactsSettings.defaults(),
                new VisibleFactView(JdbcClient.create(jdbc), folder).visible(FactScope.everything()))) {
            return session.list(FactsQuery.of(sql), row -> row.getString(1));
        }
    }

    /** First column of what PostgreSQL answers, as text. */
    List<String> rows(String sql) {
        return jdbc.queryForList(sql, String.class);
    }

    static SettlementSettings defaults() {
        return Settings.defaults(List.of(SettlementSettings.class)).of(SettlementSettings.class);
    }

    /** Settings that must make no difference. */
    static SettlementSettings settings(int threads, int keepMib, int blockMib) {
        SettlementSettings usual = defaults();
        return new SettlementSettings(
                usual.intake(),
                usual.buckets(),
                threads,
                usual.lookBack(),
                usual.futureTolerance(),
                usual.maxLine(),
                usual.mostSuspended(),
                usual.tags(),
                keepMib,
                blockMib,
                usual.heartbeat());
    }

    static SettlementSettings withMostSuspended(String share) {
        SettlementSettings usual = settings(2, 64, 64);
        return new SettlementSettings(
                usual.intake(),
                usual.buckets(),
                usual.threads(),
                usual.lookBack(),
                usual.futureTolerance(),
                usual.maxLine(),
                new BigDecimal(share),
                usual.tags(),
                usual.keepMib(),
                usual.blockMib(),
                usual.heartbeat());
    }

    static SettlementSettings withLookBack(int days) {
        SettlementSettings usual = withMostSuspended("1");
        return new SettlementSettings(
                usual.intake(),
                usual.buckets(),
                usual.threads(),
                Duration.ofDays(days),
                usual.futureTolerance(),
                usual.maxLine(),
                usual.mostSuspended(),
                usual.tags(),
                usual.keepMib(),
                usual.blockMib(),
                usual.heartbeat());
    }

    /** Little memory, too: what dies in the middle leaves spilled rows behind. */
    static SettlementSettings withHeartbeat(Duration heartbeat) {
        SettlementSettings usual = settings(2, 1, 4);
        return new SettlementSettings(
                usual.intake(),
                usual.buckets(),
                usual.threads(),
                usual.lookBack(),
                usual.futureTolerance(),
                usual.maxLine(),
                usual.mostSuspended(),
                usual.tags(),
                usual.keepMib(),
                usual.blockMib(),
                heartbeat);
    }

    private static byte[] book() {
        try (InputStream book = Town.class.getResourceAsStream("/books/public-models.yaml")) {
            return book.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
