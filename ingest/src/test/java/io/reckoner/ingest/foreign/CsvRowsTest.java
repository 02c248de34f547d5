package io.reckoner.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.usage.UsageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
    private static final String HEADING = "when,in,out,note\n";
    private static final String GOOD = "2026-03-01T10:00:00Z,12,3,";
    private static final String MEND = " Close the quote that was left open, or export the file without that column.";
    private static final String EVENT =
            "2026-03-01T10:00:00Z acc_1 key_1 openai openai/gpt-4o ok 200: input 12, output 3";

    private static ColumnMapping mapping(CsvShape csv, RowTime time) {
        return new ColumnMapping(
                csv,
                time,
                Map.of(MappedField.TS, "when"),
                Map.of(MappedField.PROVIDER, "openai", MappedField.MODEL, "openai/gpt-4o"),
                Map.of(),
                Map.of(),
                UsageFormat.GENERIC,
                Map.of("input", "in", "output", "out"));
    }

    private static RowReading reading(CsvShape csv, RowTime time) {
        return new RowReading(ForeignFormat.MAPPED_CSV, mapping(csv, time));
    }

    private static RowReading plain() {
        return reading(CsvShape.PLAIN, RowTime.STANDARD);
    }

    @Test
    void rowsAreEventsAtTheLineWhereTheyEnd() {
        assertThat(plain().of(HEADING + GOOD + "\n\n" + GOOD + "\"two\nlines, and \"\"quotes\"\"\"\n" + GOOD + "x"))
                .containsExactly("2: " + EVENT, "4: goes on", "5: " + EVENT, "6: " + EVENT);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"\uFEFF", "\n", "\"when\"", " ", ",,,\n", "\uFEFF , ,\n"})
    void lineEndsMarksBlankLinesAndQuotesInTheHeadingChangeNothing(String before) {
        String heading = before.startsWith("\"") ? HEADING.replace("when", before) : before + HEADING;
        List<String> unix = plain().of(heading + GOOD + "\n");
        assertThat(unix).singleElement().asString().endsWith(EVENT);
        assertThat(plain().of((heading + GOOD + "\n").replace("\n", "\r\n"))).isEqualTo(unix);
    }

    @ParameterizedTest(name = "[{index}] {0} | {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            12                | event
            12.0              | event
            ''                | 2: 2026-03-01T10:00:00Z acc_1 key_1 openai openai/gpt-4o ok 200: output 3
            -1                | 2: count, generic: input is negative
            1.5               | 2: count, generic: input is not a whole number
            1.000             | 2: count, input is written so that it may be thousands; write it without a point
            12.000            | 2: count, input is written so that it may be thousands; write it without a point
            1e999999999       | 2: count, generic: input is
            1000000000001     | 2: count, generic: input is
            1e9999999999      | 2: count, input is no number written as 12 or 0.25
            NaN               | 2: count, input is no number written as 12 or 0.25
            "1.234,5"         | 2: count, input is no number written as 12 or 0.25
            "1,234"           | 2: count, input is no number written as 12 or 0.25
            0x10              | 2: count, input is no number written as 12 or 0.25
            ١٢                | 2: count, input is no number written as 12 or 0.25
            12"               | 2: count, input is no number written as 12 or 0.25
            "12"x             | 2: field, the row is not CSV: a quote stands where none may
            12,12             | 2: field, the row has 5 cells, the heading 4
            """)
    void countsAreWholeNumbersOrTheRowIsSetAside(String cell, String expected) {
        assertThat(plain().of(HEADING + GOOD.replace("12", cell) + "\n"))
                .singleElement()
                .asString()
                .startsWith(expected.equals("event") ? "2: " + EVENT : expected);
    }

    @Test
    void aRowThatIsNotInItsEncodingIsSetAsideAlone() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes((HEADING + GOOD + "plain\n").getBytes(StandardCharsets.UTF_8));
        file.writeBytes((GOOD + "Müller\n").getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes((GOOD + "nul\0\n" + GOOD + "Müller\n" + GOOD + "old\rmac\n").getBytes(StandardCharsets.UTF_8));
        assertThat(plain().of(file.toByteArray()))
                .containsExactly(
                        "2: " + EVENT,
                        "3: field, the row is not UTF-8",
                        "4: field, the row holds a NUL",
                        "5: " + EVENT,
                        "6: field, a line end stands inside the row, outside of quotes");
        CsvShape windows = new CsvShape(';', '\'', Charset.forName("windows-1252"), List.of());
        byte[] german =
                "when;in;out;note\n2026-03-01T10:00:00Z;12;3;'Müller; 5 €'\n".getBytes(Charset.forName("windows-1252"));
        assertThat(reading(windows, RowTime.STANDARD).of(german)).containsExactly("2: " + EVENT);
    }

    /** The line that Excel writes for itself. */
    @Test
    void aFirstLineThatNamesTheSeparatorIsNoHeading() {
        CsvShape semicolons = new CsvShape(';', '"', StandardCharsets.UTF_8, List.of());
        String german = (HEADING + GOOD + "\n").replace(',', ';');
        assertThat(reading(semicolons, RowTime.STANDARD).of("\uFEFFsep=;\r\n" + german))
                .containsExactly("3: " + EVENT);
        assertThat(plain().of("sep=,\n" + HEADING + GOOD + "\n")).containsExactly("3: " + EVENT);
        assertThat(plain().of("sep=;\n" + german))
                .first()
                .asString()
                .isEqualTo("1: unfit  its first line says that \";\" separates its cells, and it is read with \",\"."
                        + " State csv.delimiter in the mapping of a csv; export files of other kinds with commas.");
    }

    @Test
    void aQuoteLeftOpenMakesTheFileUnfit() {
        assertThat(plain().of(HEADING + GOOD + "\n" + GOOD + "\"open\n" + GOOD + "\n"))
                .containsExactly(
                        "2: " + EVENT,
                        "3: goes on",
                        "4: goes on",
                        "end: it ends inside the quoted cell that begins in line 3. Close the quote, or fetch the"
                                + " file again.");
        assertThat(plain().of(HEADING + GOOD + "\"open\n" + GOOD + "\n" + GOOD + "\"closed\"\n" + GOOD + "\n"))
                .startsWith(
                        "2: goes on",
                        "3: goes on",
                        "4: unfit  from the quote in line 2 on, the row is not CSV: a quote stands where none may."
                                + MEND);
        assertThat(plain().of(HEADING + GOOD + "\"open\n" + GOOD + "\"," + GOOD + "\n"))
                .contains("3: unfit  from the quote in line 2 on, the row has 8 cells, the heading 4." + MEND);
        assertThat(plain().of(HEADING + GOOD + "\"open\n" + GOOD + "nul\0\"\n"))
                .contains("3: unfit  from the quote in line 2 on, the row holds a NUL." + MEND);
        assertThat(plain().of((HEADING + GOOD + "\"open\n" + GOOD + "Müller\"\n")
                        .getBytes(StandardCharsets.ISO_8859_1)))
                .contains("3: unfit  from the quote in line 2 on, the row is not UTF-8." + MEND);
    }

    /** What a customer wrote into a cell reads as a row of another account. */
    @Test
    void linesOfACellThatRunsOnAreNeverRows() {
        String prompt = ("x".repeat(1000) + "\n").repeat(1100) + GOOD + "\n";
        assertThat(plain().of(HEADING + GOOD + "\n" + GOOD + "\"" + prompt + "\"\n"))
                .filteredOn(line -> !line.endsWith("goes on"))
                .startsWith(
                        "2: " + EVENT,
                        "1050: unfit  the quoted cell that begins in line 3 runs on for more than 1048576 bytes."
                                + MEND);
        assertThat(plain().of(HEADING + GOOD + "\"" + prompt))
                .as("said once of a cell that never ends")
                .noneMatch(line -> line.startsWith("end:"));
        assertThat(plain().passedOver())
                .isEqualTo(
                        "unfit  the line is longer than settlement.max-line, so that nobody knows whether a quoted cell"
                                + " goes on behind it. Export the file without the long column, or raise settlement.max-line.");
    }

    @Test
    void allColumnsThatAreNotThereAreNamedWithTheNearest() {
        assertThat(plain().of("When,input,out,out\n" + GOOD + "\n").getFirst())
                .isEqualTo(
                        "1: unfit columns.ts there is no single column \"when\" in its heading; the nearest is \"When\";"
                                + " unfit usage.input there is no single column \"in\" in its heading; the nearest is \"When\";"
                                + " unfit usage.output there is no single column \"out\" in its heading; the nearest is"
                                + " \"input\"");
        assertThat(plain().of(HEADING.replace(',', ';') + GOOD.replace(',', ';') + "\n"))
                .containsExactly(
                        "1: unfit  its heading is a single column with \";\" in it. State csv.delimiter in the mapping"
                                + " of a csv; export files of other kinds with commas.");
        CsvShape stated = new CsvShape(',', '"', StandardCharsets.UTF_8, List.of("when", "in", "out", "note"));
        assertThat(reading(stated, RowTime.STANDARD).of(GOOD + "\n")).containsExactly("1: " + EVENT);
        assertThat(plain().of("\0\n" + GOOD + "\n").getFirst())
                .startsWith("1: unfit  its heading cannot be read, it holds a NUL");
        assertThat(Headings.distance("kitten", "sitting")).isEqualTo(3);
    }

    @ParameterizedTest(name = "[{index}] {0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            RFC3339 | ''                        | 2026-03-01T11:00:00+01:00 | 2026-03-01T10:00:00Z
            RFC3339 | ''                        | 2026-03-01 10:00:00Z      | not a time of RFC 3339
            RFC3339 | ''                        | 2026-03-01T10:00:00       | the time has no zone; add Z or an offset
            UNIX    | ''                        | 1772359200.25             | 2026-03-01T10:00:00.250Z
            UNIX    | ''                        | 1e9                       | the time is not written as seconds since 1970
            UNIX_MS | ''                        | 1772359200250             | 2026-03-01T10:00:00.250Z
            DAY     | uuuu-MM-dd                | 2026-03-01                | 2026-03-01T22:59:59.999999Z
            DAY     | dd.MM.uuuu                | 29.03.2026                | 2026-03-29T21:59:59.999999Z
            DAY     | uuuu-MM-dd                | 2026-02-29                | the time is not written as uuuu-MM-dd
            PATTERN | dd.MM.uuuu HH:mm          | 01.03.2026 11:00          | 2026-03-01T10:00:00Z
            PATTERN | dd.MM.uuuu HH:mm          | 29.03.2026 02:30          | the clocks of Europe/Berlin show this time never, when summer time begins
            PATTERN | dd.MM.uuuu HH:mm          | 25.10.2026 02:30          | the clocks of Europe/Berlin show this time twice, when summer time ends
            PATTERN | uuuu-MM-dd HH:mm:ss.nXXX  | 2026-03-01 10:00:00.1Z    | the time has more than six decimals
            PATTERN | dd.MM.uuuu HH:mm          | 31.02.2026 11:00          | the time is not written as dd.MM.uuuu HH:mm
            """)
    void timesAreReadAsStated(RowTime.Kind kind, String pattern, String text, String expected) {
        String told = reading(CsvShape.PLAIN, new RowTime(kind, pattern, ZoneId.of("Europe/Berlin")))
                .of(HEADING + text + ",12,3,\n")
                .getFirst();
        assertThat(told)
                .startsWith(expected.startsWith("2026") ? "2: " + expected + " acc_1" : "2: bad_time, " + expected);
    }

    @Test
    void membersComeFromColumnsConstantsAndTheirWords() {
        ColumnMapping mapping = new ColumnMapping(
                CsvShape.PLAIN,
                RowTime.STANDARD,
                Map.of(
                        MappedField.TS, "t",
                        MappedField.ID, "id",
                        MappedField.ACCOUNT, "who",
                        MappedField.KEY, "hash",
                        MappedField.KEY_KIND, "hash",
                        MappedField.MODEL, "model",
                        MappedField.OUTCOME, "state",
                        MappedField.STATUS, "code",
                        MappedField.VENDOR_COST_USD, "cost"),
                Map.of(MappedField.PROVIDER, "openai"),
                Map.of(
                        MappedField.ACCOUNT, new ValueMap(Map.of("Team A", "acc_1", "*", "acc_2")),
                        MappedField.KEY, new ValueMap(Map.of("aa*", "key_1", "aab*", "key_2")),
                        MappedField.KEY_KIND, new ValueMap(Map.of("aab*", "subscription", "*", "payg")),
                        MappedField.MODEL, new ValueMap(Map.of("gpt-*", "openai/gpt-*")),
                        MappedField.OUTCOME, new ValueMap(Map.of("success", "ok", "failed", "upstream_error"))),
                Map.of("team", "who"),
                UsageFormat.OPENAI_CHAT,
                Map.of(
                        "prompt_tokens", "in",
                        "completion_tokens", "out",
                        "prompt_tokens_details.cached_tokens", "cached"));
        RowReading reading = new RowReading(ForeignFormat.MAPPED_CSV, mapping, "");
        String heading = "t,id,who,hash,model,state,code,cost,in,cached,out\n";
        String at = "2026-03-01T10:00:00Z,";
        assertThat(reading.of(heading
                        + at + "r1,Team A,aacc,gpt-4o,success,,0.25,100,80,5\n"
                        + at + "r2,Team B,aabb,gpt-4o,failed,503,,,,\n"
                        + at + "r3,Team B,aabb,gpt-4o,success,,,,,\n"
                        + at + "r4,Team A,aacc,gpt-4o,success,,,100,101,5\n"
                        + at + "r5,Team A,zz,gpt-4o,success,,,1,,5\n"
                        + at + "r6,Team A,aacc,,odd,,,1,,5\n"
                        + at + "\"1,23457E+17\",Team A,aacc,gpt-4o,success,,,1,,5\n"
                        + ",,,,,,,,,,\n"))
                .containsExactly(
                        "2: 2026-03-01T10:00:00Z acc_1 key_1 openai openai/gpt-4o ok 200: input 20, cache_read 80,"
                                + " output 5",
                        "3: 2026-03-01T10:00:00Z acc_2 key_2 openai openai/gpt-4o upstream_error 503: ",
                        "4: field, the row has no counts, but its outcome is ok",
                        "5: identity_broken, openai.chat: prompt_tokens_details.cached_tokens is more than prompt_tokens",
                        "6: unknown_key, key \"zz\" is not known",
                        "7: field, model missing; outcome must be one of the outcomes of format 1",
                        "8: field, the id is a number that a spreadsheet has rounded, and may be that of several rows;"
                                + " export it as text");
        reading.of(heading + at + "r1,Team A,aacc,gpt-4o,success,,0.25,100,80,5\n");
        assertThat(reading.id()).isEqualTo("r1");
        assertThat(reading.event().vendorCost).isEqualTo(250_000_000_000L);
        assertThat(reading.event().tags.toString()).isEqualTo("team\0Team A\0");
    }

    @Test
    void equalRowsWithoutIdsAreToldApartByTheirOrdinal() {
        RowReading reading = plain();
        reading.of(HEADING + GOOD + "\n");
        String first = reading.id();
        reading.of(HEADING.replace("\n", "\r\n") + GOOD + "\r\n" + GOOD + "\r\n");
        assertThat(reading.id()).isNotEqualTo(first);
        reading.of(HEADING + GOOD.replace("12", "13") + "\n" + GOOD + "\n");
        assertThat(reading.id()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-03-01T10:00:00Z\",12,3,",
                "2026-03-01T10:00:00Z,\"12\",3,a note",
                "2026-03-01T11:00:00+01:00,12,3,"
            })
    void aRowWrittenOtherwiseIsTheSameRow(String written) {
        RowReading reading = plain();
        reading.of(HEADING + GOOD + "\n");
        String first = reading.id();
        reading.of(HEADING + written + "\n");
        assertThat(reading.id()).isEqualTo(first);
    }

    @Test
    void shapesThatCannotBeReadAreRefused() {
        assertThatThrownBy(() -> new CsvShape(',', '"', StandardCharsets.UTF_16, List.of()))
                .hasMessageContaining("UTF-16 is not read; convert the file to UTF-8");
        assertThatThrownBy(() -> new CsvShape('"', '"', StandardCharsets.UTF_8, List.of()))
                .hasMessageContaining("the same character");
        assertThatThrownBy(() -> new CsvShape('a', '"', StandardCharsets.UTF_8, List.of()))
                .hasMessageContaining("one ASCII character");
        assertThatThrownBy(() -> new RowTime(RowTime.Kind.PATTERN, "bb", ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
