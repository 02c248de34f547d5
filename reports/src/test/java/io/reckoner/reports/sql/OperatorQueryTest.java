package io.reckoner.reports.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.reports.facts.FactsFixture;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.table.JsonRenderer;
import io.reckoner.reports.table.TextRenderer;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorQueryTest {
    @TempDir
    static Path folder;

    private static FactsSession session;

    @BeforeAll
    static void open() {
        session = new FactsFixture(folder)
                .session(
                        """
                ts                   | account | charge        | n_input | tags
                2026-03-01T00:00:00Z | a1      | 1.5           | 10      | team=red
                2026-03-01T12:00:00Z | a2      | 2000          | 20      |
                2026-03-02T00:00:00Z | a1      | 0.000000000001 | 30      | team=blue;env=prod
                """);
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void printsWhatEveryTypeHolds() {
        String sql =
                """
                SELECT account, sum(charge) AS charge, sum(n_input) AS input, min(ts) AS first, min(ts)::DATE AS day,
                       max(late) AS late, max(attempt) + 0.5 AS half, first(tags ORDER BY ts) AS tags, NULL AS nothing
                FROM facts GROUP BY account ORDER BY account;
                """;
        assertThat(TextRenderer.unbounded().render(OperatorQuery.answer(session, sql, OptionalInt.empty())))
                .isEqualTo(
                        """
                Answer

                account              charge  input  first                day         late   half  tags        nothing
                                                    UTC
                ───────  ──────────────────  ─────  ───────────────────  ──────────  ─────  ────  ──────────  ───────
                a1           1.500000000001     40  2026-03-01 00:00:00  2026-03-01  false   1.5  {team=red}
                a2       2,000.000000000000     20  2026-03-01 12:00:00  2026-03-01  false   1.5  {}
                """);
    }

    @Test
    void limitsRowsAndSaysSo() {
        assertThat(OperatorQuery.answer(session, "FROM facts SELECT event_id ORDER BY ts", OptionalInt.of(2))
                        .footnotes())
                .containsExactly("Only the first 2 rows are shown; there are more.");
        assertThat(OperatorQuery.answer(session, "FROM facts SELECT event_id", OptionalInt.of(3))
                        .footnotes())
                .isEmpty();
    }

    @Test
    void twoColumnsOfOneNameAreToldApart() {
        assertThat(new JsonRenderer()
                        .render(OperatorQuery.answer(session, "SELECT 1 AS x, 'a;b' AS x", OptionalInt.empty())))
                .contains("\"x\" : 1,")
                .contains("\"x_2\" : \"a;b\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # statement                                             | what is said
            ``                                                      | There is no statement
            ;                                                       | There is no statement
            SELECT 1; SELECT 2                                      | Write one statement at a time
            SELECT 1; COMMIT; DROP VIEW facts                       | Write one statement at a time
            SELECT chrge FROM facts                                 | Referenced column "chrge" not found in FROM clause
            SELEC 1                                                 | syntax error at or near "SELEC"
            SELECT * FROM nothing                                   | Table with name nothing does not exist
            SELECT * FROM read_text('/etc/passwd')                  | Only views facts and manifest can be read here
            CREATE TABLE x AS SELECT 1                              | would change something
            DROP VIEW facts                                         | would change something
            DELETE FROM manifest                                    | would change something
            DELETE FROM manifest RETURNING path                     | would change something
            COPY facts TO 'x.csv'                                   | no other file
            SET threads = 1                                         | would change something
            COMMIT                                                  | would change something
            SELECT 1::HUGEINT << 200                                | Left-shift value 200 is out of range
            """)
    void refusesInASentence(String sql, String said) {
        assertThatThrownBy(() -> OperatorQuery.answer(session, sql, OptionalInt.empty()))
                .isInstanceOf(StatementFault.class)
                .hasMessageContaining(said);
        assertThat(OperatorQuery.answer(session, "SELECT count(*) FROM facts", OptionalInt.empty())
                        .rows())
                .hasSize(1);
    }
}
