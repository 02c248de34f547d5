package io.reckoner.reports.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendererTest {
    private static final ReportTable TABLE = ReportTable.titled("Cost by team")
            .subtitle("2026-03-01 UTC")
            .columns(
                    Column.text("team", "Team"),
                    Column.count("requests", "Requests"),
                    Column.quantity("seconds", "Seconds").in("s"),
                    Column.money("charge", "Charge"),
                    Column.share("share", "Share"),
                    Column.day("day", "Day"),
                    Column.instant("last", "Last"))
            .row(
                    Cell.of("Käse & Brot"),
                    Cell.of(1_234_567),
                    Cell.of(new BigDecimal("1.500000")),
                    Cell.of(new BigDecimal("12345.678901234567")),
                    Cell.of(new BigDecimal("0.99949")),
                    Cell.of(LocalDate.parse("2026-03-01")),
                    Cell.of(Instant.parse("2026-03-01T07:05:00Z")))
            .row(
                    Cell.of("日本語 team"),
                    Cell.of(7),
                    Cell.blank(),
                    Cell.of(new BigDecimal("-0.5")),
                    Cell.of(new BigDecimal("0.00051")),
                    Cell.blank(),
                    Cell.of(Instant.parse("2026-03-01T07:05:00.000001Z")))
            .row(
                    Cell.none(),
                    Cell.of(0),
                    Cell.of(new BigDecimal("1000")),
                    Cell.of(new BigDecimal("0.000000000001")),
                    Cell.of(BigDecimal.ZERO),
                    Cell.blank(),
                    Cell.blank())
            .total(
                    Cell.of("Total"),
                    Cell.of(1_234_574),
                    Cell.blank(),
                    Cell.of(new BigDecimal("12345.178901234568")),
                    Cell.of(BigDecimal.ONE),
                    Cell.blank(),
                    Cell.blank())
            .footnote("As of watermark 2026-03-02 00:00:00 UTC.")
            .build();

    @ParameterizedTest
    @CsvSource({"0,0 h", "47,47 h", "48,2 d", "71,2 d", "72,3 d", "24024,'1,001 d'"})
    void agesAreShownInDaysFromTwoDaysOnAndAreExactForPrograms(long hours, String shown) throws IOException {
        ReportTable table = ReportTable.titled("Ages")
                .columns(Column.age("age_hours", "Age"))
                .row(Cell.of(hours))
                .build();
        assertThat(TextRenderer.unbounded()
                        .render(table)
                        .lines()
                        .toList()
                        .getLast()
                        .strip())
                .isEqualTo(shown);
        StringBuilder csv = new StringBuilder();
        new CsvRenderer().render(table, csv);
        assertThat(csv.toString().lines()).containsExactly("age_hours", Long.toString(hours));
    }

    @ParameterizedTest
    @CsvSource({"0,0 models", "1,1 model", "2,2 models", "2982,'2,982 models'"})
    void aCountHasItsNounInTheRightNumber(long count, String words) {
        assertThat(Counted.of(count, "model")).isEqualTo(words);
        assertThat(Counted.of(count, "entry", "entries").endsWith("y")).isEqualTo(count == 1);
    }

    @Test
    void textIsAlignedWhateverTheLocale() {
        assertThat(Locale.getDefault().getLanguage()).isEqualTo("de");
        assertThat(TextRenderer.unbounded().render(TABLE))
                .isEqualTo(
                        """
                Cost by team
                2026-03-01 UTC

                Team          Requests  Seconds         Charge  Share  Day         Last
                                              s            USD      %              UTC
                ───────────  ─────────  ───────  ─────────────  ─────  ──────────  ──────────────────────────
                Käse & Brot  1,234,567      1.5  12,345.678901   99.9  2026-03-01  2026-03-01 07:05:00
                日本語 team          7        –      -0.500000    0.1              2026-03-01 07:05:00.000001
                (none)               0  1,000.0      <0.000001    0.0
                ───────────  ─────────  ───────  ─────────────  ─────  ──────────  ──────────────────────────
                Total        1,234,574        –  12,345.178901  100.0

                As of watermark 2026-03-02 00:00:00 UTC.
                """);
    }

    @Test
    void csvIsExactAndLeavesTheTotalOut() {
        assertThat(new CsvRenderer().render(TABLE))
                .isEqualToNormalizingNewlines(
                        """
                team,requests,seconds,charge,share,day,last
                Käse & Brot,1234567,1.500000,12345.678901234567,0.99949,2026-03-01,2026-03-01T07:05:00Z
                日本語 team,7,,-0.500000000000,0.00051,,2026-03-01T07:05:00.000001Z
                "",0,1000,0.000000000001,0,,
                """);
        assertThat(new CsvRenderer().render(TABLE)).endsWith("\r\n");
    }

    @Test
    void jsonKeepsMoneyAsText() {
        ReportTable table = ReportTable.titled("Balance")
                .columns(
                        Column.text("account", "Account"), Column.count("lots", "Lots"), Column.balance("left", "Left"))
                .row(Cell.of("a\"1"), Cell.of(2), Cell.of(new BigDecimal("12.5")))
                .row(Cell.none(), Cell.blank(), Cell.blank())
                .build();
        assertThat(new JsonRenderer().render(table))
                .isEqualTo(
                        """
                {
                  "title" : "Balance",
                  "subtitle" : "",
                  "columns" : [ {
                    "name" : "account",
                    "type" : "text",
                    "unit" : ""
                  }, {
                    "name" : "lots",
                    "type" : "count",
                    "unit" : ""
                  }, {
                    "name" : "left",
                    "type" : "balance",
                    "unit" : "USD"
                  } ],
                  "rows" : [ {
                    "account" : "a\\"1",
                    "lots" : 2,
                    "left" : "12.500000000000"
                  }, {
                    "account" : null,
                    "lots" : null,
                    "left" : null
                  } ],
                  "total" : null,
                  "footnotes" : [ ]
                }
                """);
    }

    @Test
    void aNarrowTerminalCutsWordsAndNeverNumbers() {
        ReportTable table = ReportTable.titled("T")
                .columns(Column.text("model", "Model"), Column.money("charge", "Charge"))
                .row(Cell.of("anthropic/claude-sonnet-4-5"), Cell.of(new BigDecimal("1234567.89")))
                .row(Cell.of("日本語日本語日本語"), Cell.of(BigDecimal.ONE))
                .build();
        assertThat(TextRenderer.forWidth(24).render(table))
                .isEqualTo(
                        """
                T

                Model             Charge
                                     USD
                ──────────  ────────────
                anthropic…  1,234,567.89
                日本語日…           1.00
                """);
        assertThat(TextRenderer.forWidth(5).render(table)).contains("anthrop…  1,234,567.89\n");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # what a balance is, what text shows: never more than there is, never less than is owed
            12.349,  12.34
            12.34,   12.34
            0.009,   0.00
            -0.001, -0.01
            -5.999, -6.00
            """)
    void aBalanceIsRoundedDown(BigDecimal balance, String shown) {
        ReportTable table = ReportTable.titled("T")
                .columns(Column.balance("left", "Left"))
                .row(Cell.of(balance))
                .build();
        assertThat(lastLine(table)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            60.775144903781, 60.78
            0.000000000001,   0.01
            94.55,           94.55
            0,                0.00
            """)
    void aDebtIsRoundedUp(BigDecimal debt, String shown) {
        ReportTable table = ReportTable.titled("T")
                .columns(Column.debt("owed", "Owed"))
                .row(Cell.of(debt))
                .build();
        assertThat(lastLine(table)).isEqualTo(shown);
    }

    private static String lastLine(ReportTable table) {
        return TextRenderer.unbounded()
                .render(table)
                .lines()
                .reduce((a, b) -> b)
                .orElseThrow()
                .strip();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # decimals shown are those needed, at least two, at most the column's; half to even
            1            | 6  | 1.00
            1.25         | 6  | 1.25
            1.2500005    | 6  | 1.250000
            1.2500015    | 6  | 1.250002
            0.0000004    | 6  | <0.000001
            -0.0000004   | 6  | >-0.000001
            1234567.5    | 6  | 1,234,567.50
            999999.9999  | 2  | 1,000,000.00
            0.123456789012 | 12 | 0.123456789012
            """)
    void moneyShowsTheDecimalsItNeeds(BigDecimal amount, int most, String shown) {
        assertThat(TextRenderer.money(amount, most)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            =1+1       | '=1+1
            @SUM(A1)   | '@SUM(A1)
            -team      | '-team
            +49        | '+49
            team=1     | team=1
            a,b        | "a,b"
            """)
    void csvDefusesFormulas(String text, String field) {
        ReportTable table = ReportTable.titled("T")
                .columns(Column.text("tag", "Tag"))
                .row(Cell.of(text))
                .build();
        assertThat(new CsvRenderer().render(table)).isEqualTo("tag\r\n" + field + "\r\n");
    }

    @Test
    void textShowsNoControlSigns() {
        ReportTable table = ReportTable.titled("T\u001b[2J")
                .columns(Column.text("tag", "Tag"))
                .row(Cell.of("a\u001b[31mb\u202Ec\nd"))
                .build();
        assertThat(TextRenderer.unbounded().render(table))
                .isEqualTo(
                        """
                T\uFFFD[2J

                Tag
                ────────────
                a\uFFFD[31mb\uFFFDc\uFFFDd
                """
                                .replace("────────────", "─".repeat(11)));
    }

    @Test
    void aTableRefusesWhatDoesNotFit() {
        ReportTable.Builder table = ReportTable.titled("T").columns(Column.count("n", "N"));
        assertThatThrownBy(() -> table.row(Cell.of(new BigDecimal("1.5"))).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column n (COUNT) cannot hold");
        assertThatThrownBy(() -> ReportTable.titled("T")
                        .columns(Column.count("n", "N"), Column.count("n", "M"))
                        .build())
                .hasMessageContaining("two columns are named n");
        assertThatThrownBy(() -> ReportTable.titled("T")
                        .columns(Column.count("n", "N"))
                        .row(Cell.of(1), Cell.of(2))
                        .build())
                .hasMessageContaining("2 cells for 1 columns");
    }
}
