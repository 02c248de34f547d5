package io.reckoner.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
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
        return DB
                .database()
                .jdbc()
                .sql(
                        """
                        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'flyway_schema_history'
                          AND c.relname NOT IN ('account', 'api_key', 'subscription', 'run', 'lease', 'proxy',
                                                'suspense', 'fact_file')
                        ORDER BY 1
                        """)
                .query(String.class)
                .list()
                .stream();
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
        assertThat(jdbc.sql("SELECT has_any_column_privilege('reckon_writer', ?, 'UPDATE')")
                        .param(table)
                        .query(Boolean.class)
                        .single())
                .as("UPDATE on " + table)
                .isFalse();
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
    @DisplayName("every table and every append-only guard has a comment that says what it is")
    void everyTableIsDescribed() {
        assertThat(DB.database()
                        .jdbc()
                        .sql(
                                """
                                SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                                WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'flyway_schema_history'
                                  AND obj_description(c.oid) IS NULL
                                """)
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    void tablesThatSayAppendOnlyAreGuardedAgainstTheOwnerToo() {
        assertThat(DB.database()
                        .jdbc()
                        .sql(
                                """
                                SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                                WHERE n.nspname = 'public' AND c.relkind = 'r'
                                  AND obj_description(c.oid) LIKE '%Append-only.%'
                                  AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'append_only')
                                """)
                        .query(String.class)
                        .list())
                .isEmpty();
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
