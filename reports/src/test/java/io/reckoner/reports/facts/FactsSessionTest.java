package io.reckoner.reports.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactsSessionTest {
    private static final String FACTS =
            """
            ts                   | account | charge
            2026-03-01T00:00:00Z | a1      | 1
            2026-03-01T12:00:00Z | a2      | 2
            2026-03-02T00:00:00Z | a1      | 4
            """;

    @TempDir
    static Path shared;

    /** A session that nothing a question tries can harm. */
    private static FactsSession hardened;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws IOException {
        Files.writeString(shared.resolve("secret"), "x");
        hardened = FactsSession.open(
                new FactsSettings(512, 2, shared.resolve("spill")), new FactsFixture(shared).files(FACTS));
    }

    @AfterAll
    static void close() {
        hardened.close();
    }

    @Test
    void readsTheListedFilesAndNoOthersOfTheFolder() {
        List<VisibleFactFile> files = new FactsFixture(folder).files(FACTS);
        assertThat(files).hasSize(3);
        try (FactsSession session = open(files.subList(0, 2))) {
            assertThat(session.list(FactsQuery.of("SELECT sum(charge)::VARCHAR FROM facts"), row -> row.getString(1)))
                    .containsExactly("3.000000000000");
            assertThat(session.list(FactsQuery.of("SELECT count(*) FROM manifest"), row -> row.getLong(1)))
                    .containsExactly(2L);
        }
    }

    @Test
    void withoutFilesThereAreNoFactsAndAllColumns() {
        try (FactsSession session = open(List.of())) {
            assertThat(session.list(FactsQuery.of("SELECT * FROM facts"), row -> 1))
                    .isEmpty();
            assertThat(session.list(FactsQuery.of("SELECT column_name FROM (DESCRIBE facts)"), row -> row.getString(1)))
                    .containsExactlyElementsOf(FactsColumns.list().stream()
                            .map(FactsColumns.FactsColumn::name)
                            .toList());
        }
    }

    @ParameterizedTest(name = "newest first: {0}")
    @ValueSource(booleans = {true, false})
    void filesOfAnOlderReleaseAreReadWithNewerOnesWhateverComesFirst(boolean newestFirst) throws Exception {
        List<VisibleFactFile> files = new ArrayList<>(new FactsFixture(folder).files(FACTS));
        older(files.getFirst(), "charge_request, n_request, plan, late");
        older(files.get(1), "n_request, plan, overlay, late");
        if (newestFirst) {
            Collections.reverse(files);
        }
        try (FactsSession session = open(files)) {
            assertThat(session.list(
                            FactsQuery.of(
                                    "SELECT concat_ws(' ', account, sum(charge)::VARCHAR, sum(n_request)::VARCHAR,"
                                            + " sum(charge_request)::VARCHAR, count(late), count(plan)) FROM facts"
                                            + " GROUP BY account ORDER BY 1"),
                            row -> row.getString(1)))
                    .containsExactly(
                            "a1 5.000000000000 1 0.000000000000 1 0", "a2 2.000000000000 0 0.000000000000 0 0");
            assertThat(session.list(FactsQuery.of("SELECT column_type FROM (DESCRIBE facts)"), row -> row.getString(1)))
                    .containsExactlyElementsOf(FactsColumns.list().stream()
                            .map(FactsColumns.FactsColumn::type)
                            .toList());
        }
        // Before the first file of a newer release there are only older ones.
        try (FactsSession session = open(List.of(files.get(1)))) {
            assertThat(session.list(
                            FactsQuery.of("SELECT n_request || ' ' || (plan IS NULL) FROM facts"),
                            row -> row.getString(1)))
                    .containsExactly("0 true");
        }
    }

    /** Writes a file anew as a release would have that knew fewer columns. */
    private void older(VisibleFactFile file, String without) throws Exception {
        Path copy = folder.resolve("older.parquet");
        try (java.sql.Connection connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * EXCLUDE (" + without + ") FROM read_parquet('" + file.path()
                    + "', hive_partitioning = false)) TO '" + copy + "' (FORMAT parquet)");
        }
        Files.move(copy, file.path(), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        VisibleFactFile file = new FactsFixture(folder).files(FACTS).getFirst();
        assertThat(file.path().toFile().delete()).isTrue();
        assertThatThrownBy(() -> open(List.of(file)))
                .isInstanceOf(FactsException.class)
                .hasMessageContaining("The facts cannot be opened")
                .hasMessageContaining(file.path().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('{folder}/secret')",
                "SELECT * FROM read_parquet('{folder}/facts/usage/*/*.parquet')",
                "SELECT * FROM glob('{folder}/*')",
                "COPY facts TO '{folder}/stolen.csv'",
                "ATTACH '{folder}/other.db'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "SET memory_limit = '100GB'",
                "SET threads = 64",
                "RESET allowed_paths",
                "SELECT * FROM read_csv('https://example.com/x.csv')",
            })
    void canReachNothingElse(String attempt) {
        FactsQuery query = FactsQuery.of(attempt.replace("{folder}", shared.toString()));
        assertThatThrownBy(() -> hardened.list(query, row -> row.getString(1)))
                .isInstanceOf(FactsException.class)
                .hasMessageMatching("(?s).*(disabled by configuration|configuration has been locked"
                        + "|disabled through configuration|Cannot (change|reset)).*");
        assertThat(shared.resolve("stolen.csv")).doesNotExist();
        assertThat(hardened.list(FactsQuery.of("SELECT count(*) FROM facts"), row -> row.getLong(1)))
                .containsExactly(3L);
    }

    @Test
    void timesAreUtcWhateverTheMachineSays() {
        try (FactsSession session = open(new FactsFixture(folder).files(FACTS))) {
            assertThat(session.list(
                            FactsQuery.of("SELECT max(ts)::DATE::VARCHAR, max(ts)::VARCHAR FROM facts"),
                            row -> row.getString(1) + " " + row.getString(2)))
                    .containsExactly("2026-03-02 2026-03-02 00:00:00+00");
        }
    }

    @Test
    void aPathWithAQuoteIsOnlyAPath() {
        Path odd = folder.resolve("o'brien's = \"data\"");
        try (FactsSession session = open(new FactsFixture(odd).files(FACTS))) {
            assertThat(session.list(FactsQuery.of("SELECT count(*) FROM facts"), row -> row.getLong(1)))
                    .containsExactly(3L);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # file: a2 to a4, 2026-03-01T10:00 to 12:00 inclusive, bucket of "a3" of 16
            # from                     | to                          | account | may hold
            2026-03-01T00:00:00Z       | 2026-03-02T00:00:00Z        |         | true
            2026-03-01T12:00:00Z       | 2026-03-01T13:00:00Z        |         | true
            2026-03-01T12:00:00.000001Z| 2026-03-01T13:00:00Z        |         | false
            2026-03-01T09:00:00Z       | 2026-03-01T10:00:00Z        |         | false
            2026-03-01T09:00:00Z       | 2026-03-01T10:00:00.000001Z |         | true
            2026-03-01T00:00:00Z       | 2026-03-02T00:00:00Z        | a3      | true
            2026-03-01T00:00:00Z       | 2026-03-02T00:00:00Z        | a1      | false
            2026-03-01T00:00:00Z       | 2026-03-02T00:00:00Z        | a5      | false
            2026-03-01T00:00:00Z       | 2026-03-02T00:00:00Z        | a2      | false
            """)
    void leavesOutFilesThatCannotHoldAFactInScope(Instant from, Instant to, String account, boolean mayHold) {
        Instant first = Instant.parse("2026-03-01T10:00:00Z");
        Instant last = Instant.parse("2026-03-01T12:00:00Z");
        int bucket = new io.reckoner.kernel.account.Buckets(16).of("a3");
        VisibleFactFile file = new VisibleFactFile(
                Path.of("f.parquet"),
                "0".repeat(64),
                1,
                1,
                java.time.LocalDate.parse("2026-03-01"),
                bucket,
                16,
                "a2",
                "a4",
                first,
                last,
                1);
        assertThat(new FactScope(from, to, account == null ? Set.of() : Set.of(account)).mayHold(file))
                .isEqualTo(mayHold);
    }

    private FactsSession open(List<VisibleFactFile> files) {
        return FactsSession.open(new FactsFixture(folder).settings(), files);
    }
}
