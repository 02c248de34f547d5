package io.reckoner.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.money.Money;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportFormat;
import io.reckoner.reports.table.ReportTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class OutputTest {
    private static final ReportTable ONE_ROW = ReportTable.titled("Account acme")
            .columns(
                    Column.text("account", "Account"),
                    Column.text("name", "Full name"),
                    Column.instant("created", "Created"),
                    Column.balance("wallet", "Wallet"))
            .row(
                    Cell.of("acme"),
                    Cell.of(""),
                    Cell.of(Instant.parse("2026-03-01T08:00:00Z")),
                    Cell.of(Money.parse("1234.567")))
            .footnote("That is all.")
            .build();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Output output(ReportFormat format) {
        return new Output(format, new PrintWriter(out), new PrintWriter(err), Terminal.NONE);
    }

    @Test
    void oneThingIsALinePerFieldInTextAndATableElsewhere() {
        output(ReportFormat.TEXT).fields(ONE_ROW);
        assertThat(out.toString())
                .isEqualTo(
                        """
                        Account acme
                          Account    acme
                          Created    2026-03-01 08:00:00 UTC
                          Wallet     1,234.56 USD
                        That is all.
                        """);
        out.getBuffer().setLength(0);
        output(ReportFormat.CSV).fields(ONE_ROW);
        assertThat(out.toString())
                .isEqualTo("account,name,created,wallet\r\nacme,,2026-03-01T08:00:00Z,1234.567000000000\r\n");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            TEXT, out
            CSV,  err
            JSON, err
            """)
    void sentencesAreResultsInTextAloneSoThatWhatIsPipedOnCanBeParsed(ReportFormat format, String where) {
        output(format).say("Done.");
        assertThat(out.toString()).isEqualTo(where.equals("out") ? "Done.\n" : "");
        assertThat(err.toString()).isEqualTo(where.equals("err") ? "Done.\n" : "");
    }

    @Test
    void progressIsPlainLinesWhereThereIsNoTerminal() {
        try (Progress progress = output(ReportFormat.TEXT).progress("decode", "blocks", 3)) {
            progress.advance(1);
            progress.advance(1);
            progress.expect(4);
        }
        assertThat(err.toString()).isEqualTo("decode: 2 of 4 blocks\n");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-03-01                  | 2026-03-01T00:00:00Z
                    2026-03-01T08:30:00Z        | 2026-03-01T08:30:00Z
                    2026-03-01T08:30:00+02:00   | 2026-03-01T06:30:00Z
                    2026-03-01T08:30:00.123456Z | 2026-03-01T08:30:00.123456Z
                    2026-02-30                  |
                    2026-03-01T08:30:00         |
                    01.03.2026                  |
                    2026-03-01T08:30:00.1234567Z |
                    """)
    void readsInstantsWithAZoneOrWholeDaysInUtc(String text, @Nullable Instant instant) {
        if (instant != null) {
            assertThat(new InstantOption().convert(text)).isEqualTo(instant);
        } else {
            assertThatThrownBy(() -> new InstantOption().convert(text)).isInstanceOf(TypeConversionException.class);
        }
    }
}
