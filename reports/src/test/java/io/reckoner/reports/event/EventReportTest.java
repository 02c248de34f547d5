package io.reckoner.reports.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.reports.facts.FactsFixture;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.VisibleFactFile;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.CsvRenderer;
import io.reckoner.reports.table.JsonRenderer;
import io.reckoner.reports.table.ReportTable;
import io.reckoner.reports.table.RowOrder;
import io.reckoner.reports.table.TextRenderer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventReportTest {
    private static final String FACTS =
            """
            event_id | ts                          | account | key | key_kind     | provider | outcome | charge         | shortfall      | over_run | late  | usage_source | n_request | run
            plain    | 2026-03-01T00:00:00Z        | a1      | k1  | payg         | openai   | ok      | 1              | 0              | 0        | false | provider     | 1         | 1
            owed     | 2026-03-01T10:00:00Z        | a1      | k1  | payg         | openai   | ok      | 0.5            | 0.000000000001 | 0        | false | provider     | 1         | 1
            lost-2   | 2026-03-02T10:00:00Z        | a1      | k1  | payg         | -        | lost    | 0              | 0              | 0        | false | none         | 0         | 1
            lost-1   | 2026-03-02T10:00:00Z        | a1      | k2  | payg         | -        | lost    | 0              | 0              | 0        | true  | none         | 0         | 2
            lost-0   | 2026-03-02T10:00:00Z        | a2      | k3  | payg         | -        | lost    | 0              | 0              | 0        | false | none         | 0         | 1
            over     | 2026-03-02T23:59:59.999999Z | a2      | k4  | subscription | acme     | ok      | 1234.25        | 0              | 34.25    | false | provider     | 1         | 1
            both     | 2026-03-03T00:00:00Z        | a1      | k2  | payg         | openai   | timeout | 0.25           | 0.2            | 0        | true  | estimated    | 1         | 2
            early    | 2026-02-28T23:59:59.999999Z | a1      | k1  | payg         | openai   | timeout | 4              | 4              | 0        | true  | estimated    | 1         | 1
            """;

    private static final RunStanding STANDING = new RunStanding(Instant.parse("2026-04-01T00:00:00Z"), 0);

    @TempDir
    static Path folder;

    private static FactsFixture fixture;
    private static List<VisibleFactFile> files;
    private static FactsSession session;

    @BeforeAll
    static void open() {
        fixture = new FactsFixture(folder);
        files = fixture.files(FACTS);
        session = FactsSession.open(fixture.settings(), files);
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @ParameterizedTest(name = "[{index}] {0} {1} {2} {3} to {4}, at most {5}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # only    | accounts | keys  | from       | to         | limit | events, then the total of charge, shortfall and over-run
            lost      |          |       | 2026-03-01 | 2026-03-31 | 9     | lost-1 lost-2 lost-0: 0 0 0
            lost      |          |       | 2026-03-01 | 2026-03-31 | 3     | lost-1 lost-2 lost-0: 0 0 0
            lost      |          |       | 2026-03-01 | 2026-03-31 | 2     | lost-1 lost-2 others (1): 0 0 0
            lost      | a2       |       | 2026-03-01 | 2026-03-31 | 9     | lost-0: 0 0 0
            lost      | a1       | k1    | 2026-03-01 | 2026-03-31 | 9     | lost-2: 0 0 0
            lost      |          | k1,k3 | 2026-03-01 | 2026-03-31 | 9     | lost-2 lost-0: 0 0 0
            lost      | a2       | k1    | 2026-03-01 | 2026-03-31 | 9     | : 0 0 0
            over-run  |          |       | 2026-03-01 | 2026-03-31 | 9     | over: 1234.25 0 34.25
            over-run  |          |       | 2026-03-02 | 2026-03-02 | 9     | over: 1234.25 0 34.25
            over-run  |          |       | 2026-03-03 | 2026-03-31 | 9     | : 0 0 0
            shortfall |          |       | 2026-03-01 | 2026-03-31 | 9     | owed both: 0.75 0.200000000001 0
            shortfall |          |       | 2026-02-01 | 2026-03-31 | 1     | early others (2): 4.75 4.200000000001 0
            shortfall |          |       | 2026-03-01 | 2026-03-02 | 9     | owed: 0.5 0.000000000001 0
            late      |          |       | 2026-03-01 | 2026-03-31 | 9     | lost-1 both: 0.25 0.2 0
            estimated |          |       | 2026-02-01 | 2026-03-31 | 9     | early both: 4.25 4.2 0
            estimated | x'; DROP |       | 2026-02-01 | 2026-03-31 | 9     | : 0 0 0
            """)
    void listsTheEventsThatBearTheMarkInOrderOfTimeAccountAndId(
            String only, String accounts, String keys, LocalDate from, LocalDate to, int limit, String expected) {
        EventRequest request = new EventRequest(EventMark.parse(only), from, to, set(accounts), set(keys), null, limit);
        ReportTable all = EventReport.table(session, request, STANDING);
        assertThat(summary(all)).isEqualTo(expected);
        List<VisibleFactFile> inScope =
                files.stream().filter(request.scope()::mayHold).toList();
        try (FactsSession pruned = FactsSession.open(fixture.settings(), inScope)) {
            assertThat(EventReport.table(pruned, request, STANDING)).isEqualTo(all);
        }
    }

    @Test
    void theRowOfOthersMakesTheRowsSumToTheTotal() {
        ReportTable table = EventReport.table(session, march(EventMark.SHORTFALL, 1), STANDING);
        assertThat(new CsvRenderer().render(table))
                .isEqualToNormalizingNewlines(
                        """
                event,time,account,key,provider,model,outcome,charge,shortfall,over_run,late,source,run
                owed,2026-03-01T10:00:00Z,a1,k1,openai,openai/gpt,ok,0.500000000000,0.000000000001,0.000000000000,no,usage-p1-000000000001.jsonl:2,1
                others (1),,,,,,,0.250000000000,0.200000000000,0.000000000000,,,
                """);
    }

    @Test
    void showsWhereEachEventCameFromAndWhatItCost() {
        assertThat(TextRenderer.unbounded().render(EventReport.table(session, march(EventMark.LATE, 9), STANDING)))
                .isEqualTo(
                        """
                Late events
                2026-03-01 to 2026-03-31 UTC

                Event   Time                 Account  Key  Provider  Model       Outcome  Charge  Shortfall  Over-run  Late  Source                         Run
                        UTC                                                                  USD        USD       USD
                ──────  ───────────────────  ───────  ───  ────────  ──────────  ───────  ──────  ─────────  ────────  ────  ─────────────────────────────  ───
                lost-1  2026-03-02 10:00:00  a1       k2             openai/gpt  lost       0.00       0.00      0.00  yes   usage-p1-000000000001.jsonl:4    2
                both    2026-03-03 00:00:00  a1       k2   openai    openai/gpt  timeout    0.25       0.20      0.00  yes   usage-p1-000000000001.jsonl:7    2
                ──────  ───────────────────  ───────  ───  ────────  ──────────  ───────  ──────  ─────────  ────────  ────  ─────────────────────────────  ───
                Total                                                                       0.25       0.20      0.00                                         –

                2 events.
                As of watermark 2026-04-01 00:00:00 UTC.
                Late: 2 of 2 events (100.0 %), 0.25 USD of the charge (100.0 %).
                Estimated: 1 of 2 events (50.0 %), 0.25 USD of the charge (100.0 %).
                Suspended: none.
                """);
    }

    @Test
    void jsonHoldsTheTotalAndTheNotes() {
        assertThat(new JsonRenderer().render(EventReport.table(session, march(EventMark.OVER_RUN, 9), STANDING)))
                .contains(
                        "\"over_run\" : \"34.250000000000\"",
                        "\"event\" : \"Total\"",
                        "\"1 event.\", \"As of watermark 2026-04-01 00:00:00 UTC.\", \"Late: none.\", \"Estimated: none.\"");
    }

    @Test
    void saysThatARangeBeyondTheWatermarkIsNotSettled() {
        RunStanding early = new RunStanding(Instant.parse("2026-03-31T23:59:59Z"), 1);
        assertThat(EventReport.table(session, march(EventMark.LOST, 9), early).footnotes())
                .containsExactly(
                        "3 events.",
                        "As of watermark 2026-03-31 23:59:59 UTC. The range goes beyond it; what is later is not settled"
                                + " yet.",
                        "Late: 1 of 3 events (33.3 %), 0.00 USD of the charge (– %).",
                        "Estimated: none.",
                        "Suspended: 1 line open, of any time (25.0 % of events and open lines).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # sorted by    | of the lost ones, at most 2
            event          | lost-0 lost-1 others (1)
            event:desc     | lost-2 lost-1 others (1)
            time           | lost-1 lost-2 others (1)
            account:desc   | lost-0 lost-1 others (1)
            key            | lost-2 lost-1 others (1)
            provider:desc  | lost-1 lost-2 others (1)
            late:desc      | lost-1 lost-2 others (1)
            source         | lost-2 lost-1 others (1)
            run            | lost-1 lost-2 others (1)
            run:asc        | lost-2 lost-0 others (1)
            """)
    void everyColumnSortsWordsRisingAndFiguresFalling(String sort, String events) {
        assertThat(summary(EventReport.table(session, sorted(EventMark.LOST, sort, 2), STANDING)))
                .isEqualTo(events + ": 0 0 0");
    }

    @Test
    void figuresOfAllEventsSortAndWhatIsNotKnownComesLast() {
        assertThat(summary(EventReport.table(session, sorted(EventMark.SHORTFALL, "shortfall", 9), STANDING)))
                .startsWith("both owed:");
        assertThat(summary(EventReport.table(session, sorted(EventMark.SHORTFALL, "charge:asc", 9), STANDING)))
                .startsWith("both owed:");
        assertThat(summary(EventReport.table(session, sorted(EventMark.LATE, "provider", 9), STANDING)))
                .startsWith("both lost-1:");
        for (EventColumn column : EventColumn.values()) {
            String name = column.column().name();
            assertThat(EventReport.table(session, sorted(EventMark.LATE, name, 9), STANDING)
                            .rows())
                    .as(name)
                    .hasSize(2);
        }
        assertThatThrownBy(() -> sorted(EventMark.LATE, "price", 9))
                .hasMessage(
                        "cannot sort by \"price\"; the columns are event, time, account, key, provider, model, outcome,"
                                + " charge, shortfall, over_run, late, source, run");
    }

    private static EventRequest sorted(EventMark mark, String sort, int limit) {
        EventRequest usual = march(mark, limit);
        return new EventRequest(
                mark,
                usual.first(),
                usual.last(),
                Set.of(),
                Set.of(),
                RowOrder.parse(sort, EventColumn::isFigure),
                limit);
    }

    @ParameterizedTest
    @EnumSource(EventMark.class)
    void everyMarkIsKnownByItsWordAndListsOnlySomeEvents(EventMark mark) {
        assertThat(EventMark.parse(mark.code())).isEqualTo(mark);
        assertThat(EventReport.table(session, march(mark, 9), STANDING).rows()).hasSizeBetween(1, 3);
    }

    @Test
    void refusesWhatCannotBeListed() {
        assertThatThrownBy(() -> EventMark.parse("overrun"))
                .hasMessage("cannot list \"overrun\" events; known are lost, over-run, shortfall, late, estimated");
        assertThatThrownBy(() -> march(EventMark.LOST, 0)).hasMessage("a limit is at least 1, not 0");
        LocalDate day = LocalDate.parse("2026-03-02");
        assertThatThrownBy(() -> new EventRequest(EventMark.LOST, day, day.minusDays(1), Set.of(), Set.of(), null, 1))
                .hasMessage("the range ends on 2026-03-01 before it begins on 2026-03-02");
    }

    private static EventRequest march(EventMark mark, int limit) {
        return new EventRequest(
                mark, LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"), Set.of(), Set.of(), null, limit);
    }

    private static Set<String> set(String words) {
        return words == null ? Set.of() : Set.copyOf(Arrays.asList(words.split(",")));
    }

    private static String summary(ReportTable table) {
        String events = table.rows().stream()
                .map(row -> ((Cell.Text) row.getFirst()).value())
                .collect(Collectors.joining(" "));
        return events + ": "
                + table.total().stream()
                        .filter(Cell.Number.class::isInstance)
                        .map(cell -> plain((Cell.Number) cell))
                        .collect(Collectors.joining(" "));
    }

    private static String plain(Cell.Number cell) {
        return cell.value().signum() == 0
                ? "0"
                : cell.value().stripTrailingZeros().toPlainString();
    }
}
