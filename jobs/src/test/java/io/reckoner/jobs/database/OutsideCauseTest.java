package io.reckoner.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** Faults as Java, PostgreSQL's driver and the connection pool give them; full disks and killed servers were tried by hand. */
class OutsideCauseTest {
    static Stream<Arguments> outside() {
        return Stream.of(
                Arguments.of(
                        "a file on a full disk",
                        new UncheckedIOException(new IOException("No space left on device")),
                        "no space is left on the disk of the data folder or of the database (No space left on device)."),
                Arguments.of(
                        "a table on a full disk",
                        new DataAccessResourceFailureException(
                                "PreparedStatementCallback; SQL [UPDATE x]",
                                new SQLException("ERROR: could not extend file\n  Hint: free some", "53100")),
                        "(ERROR: could not extend file). Free some, or give it more."),
                Arguments.of(
                        "a folder that is not ours",
                        new UncheckedIOException(new AccessDeniedException("/srv/facts")),
                        "this user may not read or write /srv/facts. Give the right"),
                Arguments.of(
                        "a killed server",
                        new DataAccessResourceFailureException(
                                "StatementCallback",
                                new SQLException(
                                        "FATAL: terminating connection due to unexpected postmaster exit", "57P02")),
                        "the database does not answer any more (FATAL: terminating connection due to unexpected"),
                Arguments.of(
                        "a broken connection",
                        new SQLException("An I/O error occurred while sending to the backend.", "08006"),
                        "the database does not answer any more (An I/O error"),
                Arguments.of(
                        "a pool without connections",
                        new SQLTransientConnectionException("Connection is not available, request timed out"),
                        "the database does not answer any more (Connection is not available"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outside")
    void tellsWhatLiesOutside(String name, Throwable fault, String told) {
        assertThat(OutsideCause.of(fault))
                .hasValueSatisfying(text -> assertThat(text).contains(told));
    }

    @Test
    void saysNothingOfFaultsOfItsOwn() {
        assertThat(OutsideCause.of(new IllegalStateException("sums differ", new SQLException("syntax error", "42601"))))
                .isEmpty();
        assertThat(OutsideCause.of(null)).isEmpty();
    }
}
