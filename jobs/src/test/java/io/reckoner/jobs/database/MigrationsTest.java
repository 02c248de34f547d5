package io.reckoner.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationsTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    static Stream<String> appendOnlyTables() {
        return tables("obj_description(c.oid) LIKE '%Append-only%'").stream();
    }

    private static List<String> tables(String condition) {
        return DB.database()
                .jdbc()
                .sql(
                        """
                        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'flyway_schema_history'
                          AND """
                                + " (" + condition + ") ORDER BY 1")
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @MethodSource("appendOnlyTables")
    void writersNeitherChangeNorDeleteHistory(String table) {
        JdbcClient jdbc = DB.database().jdbc();
        for (String act : List.of("DELETE FROM ", "TRUNCATE ", "DROP TABLE ")) {
            assertThatThrownBy(() -> jdbc.sql(act + table).update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageMatching("ERROR: (permission denied for|must be owner of) table " + table);
        }
        assertThat(jdbc.sql(
                                """
                                SELECT a.attname FROM pg_attribute a
                                JOIN pg_trigger t ON t.tgrelid = a.attrelid AND t.tgname = 'append_only'
                                WHERE a.attrelid = CAST(? AS regclass) AND a.attnum > 0
                                  AND has_column_privilege('reckon_writer', a.attrelid, a.attnum, 'UPDATE')
                                  AND (cardinality(t.tgattr::int2[]) = 0 OR a.attnum = ANY(t.tgattr::int2[]))
                                """)
                        .param(table)
                        .query(String.class)
                        .list())
                .as("columns of " + table + " that are guarded and may be updated")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    WRITER | SELECT count(*) FROM public.lot          | true
                    WRITER | SELECT count(*) FROM reports.lot         | true
                    WRITER | SELECT count(*) FROM gate.api_key_v1     | true
                    WRITER | SELECT count(*) FROM jobs.batch_job_instance | true
                    READER | SELECT count(*) FROM reports.lot         | true
                    READER | SELECT count(*) FROM reports.api_key     | true
                    READER | SELECT count(*) FROM public.lot          | false
                    READER | SELECT count(*) FROM public.api_key      | false
                    READER | SELECT count(*) FROM gate.api_key_v1     | false
                    GATE   | SELECT count(*) FROM gate.api_key_v1     | true
                    GATE   | SELECT count(*) FROM public.api_key      | false
                    GATE   | SELECT count(*) FROM reports.lot         | false
                    """)
    void eachRoleReadsItsOwnSchemaOnly(DatabaseRole role, String query, boolean allowed) {
        JdbcClient jdbc = JdbcClient.create(DB.database().as(role));
        if (allowed) {
            assertThat(jdbc.sql(query).query(Long.class).single()).isNotNull();
        } else {
            assertThatThrownBy(() -> jdbc.sql(query).query(Long.class).single())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void everyTableSaysWhatItIsFor() {
        assertThat(tables("obj_description(c.oid) IS NULL")).isEmpty();
    }

    @Test
    void aTableThatDoesNotSayAppendOnlyIsOneThatChanges() {
        assertThat(tables("obj_description(c.oid) NOT LIKE '%Append-only%' "
                        + "AND NOT has_any_column_privilege('reckon_writer', c.oid, 'UPDATE') "
                        + "AND NOT has_table_privilege('reckon_writer', c.oid, 'DELETE')"))
                .isEmpty();
    }

    @Test
    void tablesThatSayAppendOnlyAreGuardedAgainstTheOwnerToo() {
        assertThat(tables("obj_description(c.oid) LIKE '%Append-only%' AND NOT EXISTS "
                        + "(SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only')"))
                .isEmpty();
        assertThatThrownBy(() -> DB.asOwner().sql("DELETE FROM lot").update())
                .rootCause()
                .hasMessageContaining("table lot is append-only: DELETE refused");
    }

    @Test
    void knowsTheChecksumsThatFlywayNotedSoThatACurrentDatabaseNeedsNoFlyway() {
        assertThat(MigrationScripts.checksums())
                .isEqualTo(DB
                        .asOwner()
                        .sql("SELECT script, checksum FROM public.flyway_schema_history")
                        .query((row, number) -> Map.entry(row.getString(1), row.getInt(2)))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .hasSizeGreaterThan(3);
    }

    @Test
    void refusesADatabaseOfANewerVersion() {
        try (TestDatabase newer = new TestDatabase().open()) {
            newer.asOwner()
                    .sql(
                            """
                    INSERT INTO public.flyway_schema_history (installed_rank, version, description, type, script, checksum,
                                                              installed_by, execution_time, success)
                    VALUES (900, '900', 'future', 'SQL', 'V900__future.sql', 1, 'x', 1, true)
                    """)
                    .update();
            assertThatThrownBy(() -> Database.open(new DataFolder(Path.of("unused")), newer.settings()))
                    .isInstanceOf(DatabaseFault.class)
                    .hasMessage(
                            "The database was migrated by a newer version of reckon (migration 900). Use that version.");
        }
    }

    @Test
    void sessionsRunInUtc() {
        assertThat(DB.database()
                        .jdbc()
                        .sql("SELECT current_setting('TimeZone')")
                        .query(String.class)
                        .single())
                .isEqualTo("UTC");
    }
}
