package io.reckoner.reports.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.reports.facts.FactsFixture;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.CsvRenderer;
import io.reckoner.reports.table.ReportTable;
import io.reckoner.reports.table.RowOrder;
import io.reckoner.reports.table.TextRenderer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostReportTest {
    private static final String FACTS =
            """
            ts                          | account | key | key_kind     | model        | provider | model_type | n_input | n_cache_read | n_output | n_reasoning | n_images | cost_input | cost_output | cost_other | provider_cost | charge_input | charge_output | charge_other | charge_unit | charge      | late  | usage_source | n_request | tags
            2026-03-01T00:00:00Z        | a1      | k1  | payg         | openai/gpt   | openai   | llm        | 900     | 100          | 150      | 50          | 0        | 0.0025     | 0.002       | 0          | 0.0045        | 0.003        | 0.0024        | 0            | 0           | 0.0054      | false | provider     | 1         | team=red;env=prod
            2026-03-01T23:59:59.999999Z | a1      | k2  | payg         | openai/gpt   | openai   | llm        | 500     | 0            | 100      | 0           | 0        | 0.00125    | 0.001       | 0          | 0.00225       | 0.0015       | 0.0012        | 0            | 0           | 0.0027      | true  | provider     | 1         | team=blue
            2026-03-02T00:00:00Z        | a2      | k3  | payg         | acme/tiny    | acme     | llm        | 7       | 0            | 3        | 0           | 0        | 0          | 0           | 0          | -             | 0.0000007    | 0.0000003     | 0            | 0           | 0.000001    | false | estimated    | 1         |
            2026-03-02T12:00:00Z        | a2      | k3  | payg         | acme/draw    | acme     | image      | 0       | 0            | 0        | 0           | 20       | 0          | 0           | 0.5        | 0.5           | 0            | 0             | 0.8          | 0.8         | 0.8         | false | provider     | 1         | team=red
            2026-03-02T12:00:01Z        | a2      | k3  | payg         | acme/draw    | acme     | image      | 0       | 0            | 0        | 0           | 0        | 0          | 0           | 0          | -             | 0            | 0             | 0            | 0           | 0           | false | none         | 0         | team=red
            2026-03-03T00:00:00Z        | a1      | k4  | subscription | openai/gpt   | openai   | llm        | 10      | 0            | 10       | 0           | 0        | 1          | 1           | 0          | 2             | 2            | 2             | 0            | 0           | 4           | false | provider     | 1         | team=green
            2026-04-01T00:00:00Z        | a1      | k1  | payg         | openai/gpt   | openai   | llm        | 10      | 0            | 10       | 0           | 0        | 1          | 1           | 0          | 2             | 7            | 2             | 0            | 0           | 9           | false | provider     | 1         | team=red
            """;

    private static final RunStanding STANDING = new RunStanding(Instant.parse("2026-04-02T00:00:00Z"), 1);

    @TempDir
    static Path folder;

    private static FactsSession session;

    @BeforeAll
    static void open() {
        session = new FactsFixture(folder).session(FACTS);
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void showsTheUsualFiguresLargestChargeFirst() {
        assertThat(text(march(Dimension.Field.MODEL)))
                .isEqualTo(
                        """
                Cost by model
                2026-03-01 to 2026-03-31 UTC, pay-as-you-go keys

                Model       Requests   Input  Output     Cost    Charge   Margin  Share       Charge      Charge
                                      tokens  tokens      USD       USD      USD      %  USD/request  USD/1M tok
                ──────────  ────────  ──────  ──────  ───────  ────────  ───────  ─────  ───────────  ──────────
                acme/draw          1       0       0  0.50000  0.800000  0.30000   99.0     0.800000           –
                openai/gpt         2   1,500     300  0.00675  0.008100  0.00135    1.0     0.004050    4.500000
                acme/tiny          1       7       3        –  0.000001        –   <0.1     0.000001    0.100000
                ──────────  ────────  ──────  ──────  ───────  ────────  ───────  ─────  ───────────  ──────────
                Total              4   1,507     303  0.50675  0.808101  0.30135  100.0     0.202025    4.475691

                As of watermark 2026-04-02 00:00:00 UTC.
                Late: 1 of 4 requests (25.0 %), 0.0027 USD of the charge (0.3 %).
                Estimated: 1 of 4 requests (25.0 %), 0.000001 USD of the charge (<0.1 %).
                Suspended: 1 line open, of any time (20.0 % of requests and open lines).
                Cost unknown for 1 request: left out of cost and margin.
                Usage of subscription keys is left out.
                """);
    }

    @Test
    void givesEveryFigureExactly() {
        CostRequest request = with(march(Dimension.Field.MODEL), CostMetric.ALL);
        assertThat(new CsvRenderer().render(CostReport.table(session, request, STANDING)))
                .isEqualToNormalizingNewlines(
                        ("""
                model,requests,unused,input_tokens,output_tokens,cost_input,cost_output,cost_other,cost,charge_input,\
                charge_output,charge_other,charge,margin,margin_share,charge_per_request,cost_per_request,\
                charge_per_million_tokens,cost_per_million_tokens,charge_per_unit,unit,share,late_share,estimated_share
                acme/draw,1,1,0,0,0.000000000000,0.000000000000,0.500000000000,0.500000000000,0.000000000000,\
                0.000000000000,0.800000000000,0.800000000000,0.300000000000,0.375000000000,0.800000000000,0.500000000000,\
                ,,0.040000000000,image,0.989975262993,0.000000000000,0.000000000000
                openai/gpt,2,0,1500,300,0.003750000000,0.003000000000,0.000000000000,0.006750000000,0.004500000000,\
                0.003600000000,0.000000000000,0.008100000000,0.001350000000,0.166666666667,0.004050000000,0.003375000000,\
                4.500000000000,3.750000000000,,,0.010023499538,0.333333333333,0.000000000000
                acme/tiny,1,0,7,3,,,,,0.000000700000,\
                0.000000300000,0.000000000000,0.000001000000,,,0.000001000000,,\
                0.100000000000,,,,0.000001237469,0.000000000000,1.000000000000
                """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # grouped by    | keys and charges, in order
            provider        | acme 0.800001, openai 0.0081
            account         | a2 0.800001, a1 0.0081
            key             | k3 0.800001, k1 0.0054, k2 0.0027
            type            | image 0.8, llm 0.008101
            tag:team        | red 0.8054, blue 0.0027, (none) 0.000001
            tag:env         | (none) 0.802701, prod 0.0054
            tag:nothing     | (none) 0.808101
            day             | 2026-03-01 0.0081, 2026-03-02 0.800001
            month           | 2026-03 0.808101
            hour            | 2026-03-01 00:00 0.0054, 2026-03-01 23:00 0.0027, 2026-03-02 00:00 0.000001, 2026-03-02 12:00 0.8
            day,provider    | 2026-03-01/openai 0.0081, 2026-03-02/acme 0.800001
            """)
    void groupsByWhateverIsAsked(String by, String expected) {
        Dimension[] dimensions =
                Arrays.stream(by.split(",")).map(Dimension::parse).toArray(Dimension[]::new);
        assertThat(keysAndCharges(march(dimensions))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # zone             | from       | to         | by    | keys and charges
            UTC                | 2026-03-01 | 2026-03-01 | day   | 2026-03-01 0.0081
            Europe/Berlin      | 2026-03-01 | 2026-03-31 | day   | 2026-03-01 0.0054, 2026-03-02 0.802701
            America/New_York   | 2026-02-28 | 2026-03-31 | day   | 2026-02-28 0.0054, 2026-03-01 0.002701, 2026-03-02 0.8, 2026-03-31 9
            America/New_York   | 2026-02-01 | 2026-03-31 | month | 2026-02 0.0054, 2026-03 9.802701
            Pacific/Auckland   | 2026-03-01 | 2026-03-02 | hour  | 2026-03-01 13:00+13:00 0.0054, 2026-03-02 12:00+13:00 0.0027, 2026-03-02 13:00+13:00 0.000001
            +05:30             | 2026-03-01 | 2026-03-31 | hour  | 2026-03-01 05:00+05:30 0.0054, 2026-03-02 05:00+05:30 0.002701, 2026-03-02 17:00+05:30 0.8
            """)
    void daysAreThoseOfTheZone(String zone, LocalDate from, LocalDate to, String by, String expected) {
        CostRequest request = CostRequest.of(CostRange.days(from, to, ZoneId.of(zone)), List.of(Dimension.parse(by)));
        assertThat(keysAndCharges(request)).isEqualTo(expected);
    }

    @Test
    void anHourThatComesTwiceGivesTwoGroups() {
        String facts =
                """
                ts                   | charge
                2026-10-25T00:30:00Z | 1
                2026-10-25T01:30:00Z | 2
                2026-10-25T02:30:00Z | 4
                """;
        CostRange range = CostRange.days(
                LocalDate.parse("2026-10-25"), LocalDate.parse("2026-10-25"), ZoneId.of("Europe/Berlin"));
        try (FactsSession own = new FactsFixture(folder.resolve("clocks")).session(facts)) {
            assertThat(keysAndCharges(own, CostRequest.of(range, List.of(Dimension.Field.HOUR))))
                    .isEqualTo("2026-10-25 02:00+02:00 1, 2026-10-25 02:00+01:00 2, 2026-10-25 03:00+01:00 4");
            assertThat(keysAndCharges(own, CostRequest.of(range, List.of(Dimension.Field.DAY))))
                    .isEqualTo("2026-10-25 7");
        }
    }

    @Test
    void daysOfARangeSumToTheRange() {
        for (String zone : List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata")) {
            CostRange range =
                    CostRange.days(LocalDate.parse("2026-02-20"), LocalDate.parse("2026-04-20"), ZoneId.of(zone));
            ReportTable byDay =
                    CostReport.table(session, CostRequest.of(range, List.of(Dimension.Field.DAY)), STANDING);
            ReportTable whole = CostReport.table(session, CostRequest.of(range, List.of()), STANDING);
            assertThat(byDay.total().subList(1, 10))
                    .as(zone)
                    .isEqualTo(whole.rows().getFirst());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # accounts | keys  | models     | providers | tags               | kinds        | charge
            a1         |       |            |           |                    | PAYG         | 0.0081
            a1         |       |            |           |                    | SUBSCRIPTION | 4
            a1         |       |            |           |                    | ALL          | 4.0081
            a1,a2      |       |            |           |                    | PAYG         | 0.808101
                       | k1,k2 |            |           |                    | PAYG         | 0.0081
                       | k1    | acme/draw  |           |                    | PAYG         | 0
                       |       | acme/draw  |           |                    | PAYG         | 0.8
                       |       |            | acme      |                    | PAYG         | 0.800001
                       |       |            |           | team=red           | PAYG         | 0.8054
                       |       |            |           | team=red,env=prod  | PAYG         | 0.0054
                       |       |            |           | team='; DROP TABLE | ALL          | 0
            nobody     |       |            |           |                    | ALL          | 0
            """)
    void filtersHoldTogether(
            String accounts, String keys, String models, String providers, String tags, KeyKinds kinds, String charge) {
        CostFilter filter = new CostFilter(set(accounts), set(keys), set(models), set(providers), map(tags));
        CostRequest usual = march();
        CostRequest request = new CostRequest(
                List.of(), usual.range(), filter, kinds, null, OptionalInt.empty(), List.of(CostMetric.CHARGE));
        assertThat(keysAndCharges(request)).isEqualTo(charge);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            charge                     | acme/draw, openai/gpt, acme/tiny
            charge:asc                 | acme/tiny, openai/gpt, acme/draw
            model                      | acme/draw, acme/tiny, openai/gpt
            model:desc                 | openai/gpt, acme/tiny, acme/draw
            share:asc                  | acme/tiny, openai/gpt, acme/draw
            input_tokens               | openai/gpt, acme/tiny, acme/draw
            margin:asc                 | openai/gpt, acme/draw, acme/tiny
            margin                     | acme/draw, openai/gpt, acme/tiny
            charge_per_million_tokens  | openai/gpt, acme/tiny, acme/draw
            unit                       | acme/draw, acme/tiny, openai/gpt
            requests                   | openai/gpt, acme/draw, acme/tiny
            """)
    void everyColumnSortsWithTheUnknownLast(String order, String models) {
        CostRequest usual = march(Dimension.Field.MODEL);
        CostRequest request = new CostRequest(
                usual.by(),
                usual.range(),
                CostFilter.NONE,
                KeyKinds.PAYG,
                RowOrder.parse(order, CostMetric::isMetric),
                usual.limit(),
                List.of(CostMetric.CHARGE));
        assertThat(keysAndCharges(request).replaceAll(" [0-9.]+", "")).isEqualTo(models);
    }

    @Test
    void whatIsBeyondTheLimitIsSummedAsOthers() {
        CostRequest usual = march(Dimension.Field.MODEL);
        CostRequest request = new CostRequest(
                usual.by(), usual.range(), CostFilter.NONE, KeyKinds.PAYG, null, OptionalInt.of(1), usual.metrics());
        assertThat(keysAndCharges(request)).isEqualTo("acme/draw 0.8, others (2) 0.008101");
        assertThat(CostReport.table(session, request, STANDING).total())
                .isEqualTo(CostReport.table(session, usual, STANDING).total());
    }

    @Test
    void theOverviewOfNoUsageIsZeroAndSaysWhy() {
        CostRange empty = CostRange.utcDays(LocalDate.parse("2026-05-01"), LocalDate.parse("2026-05-31"));
        ReportTable table = CostReport.table(session, CostRequest.of(empty, List.of()), new RunStanding(null, 0));
        assertThat(TextRenderer.unbounded().render(table))
                .isEqualTo(
                        """
                Cost overview
                2026-05-01 to 2026-05-31 UTC, pay-as-you-go keys

                Requests   Input  Output  Cost  Charge  Margin  Share       Charge      Charge
                          tokens  tokens   USD     USD     USD      %  USD/request  USD/1M tok
                ────────  ──────  ──────  ────  ──────  ──────  ─────  ───────────  ──────────
                       0       0       0     –    0.00       –      –            –           –

                No run is committed yet: nothing is settled.
                Late: none.
                Estimated: none.
                Suspended: none.
                Usage of subscription keys is left out.
                """);
    }

    @Test
    void saysWhenTheRangeGoesBeyondTheWatermark() {
        RunStanding early = new RunStanding(Instant.parse("2026-03-31T23:59:59.999999Z"), 0);
        assertThat(CostReport.table(session, march(), early).footnotes().getFirst())
                .isEqualTo(
                        "As of watermark 2026-03-31 23:59:59.999999 UTC. The range goes beyond it; what is later is not"
                                + " settled yet.");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Dimension.parse("colour"))
                .hasMessage(
                        "cannot group by \"colour\"; known are model, provider, key, account, type, endpoint, purpose,"
                                + " month, day, hour and tag:<name>");
        CostRequest usual = march(Dimension.Field.MODEL);
        RowOrder byPrice = RowOrder.parse("price", CostMetric::isMetric);
        assertThatThrownBy(() -> new CostRequest(
                        usual.by(),
                        usual.range(),
                        CostFilter.NONE,
                        KeyKinds.PAYG,
                        byPrice,
                        usual.limit(),
                        usual.metrics()))
                .hasMessageStartingWith("cannot sort by \"price\"; the columns are model, requests, ");
    }

    private static CostRequest march(Dimension... by) {
        CostRange range = CostRange.days(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"), ZoneOffset.UTC);
        return CostRequest.of(range, List.of(by));
    }

    private static CostRequest with(CostRequest request, List<CostMetric> metrics) {
        return new CostRequest(
                request.by(),
                request.range(),
                request.filter(),
                request.keyKinds(),
                request.order(),
                request.limit(),
                metrics);
    }

    private static String text(CostRequest request) {
        return TextRenderer.unbounded().render(CostReport.table(session, request, STANDING));
    }

    private static String keysAndCharges(CostRequest request) {
        return keysAndCharges(session, request);
    }

    /** Rows as {@code key/key charge}, between commas. */
    private static String keysAndCharges(FactsSession facts, CostRequest request) {
        ReportTable table = CostReport.table(facts, with(request, List.of(CostMetric.CHARGE)), STANDING);
        int keys = request.by().size();
        return table.rows().stream()
                .map(row -> row.subList(0, keys).stream()
                                .map(CostReportTest::word)
                                .collect(Collectors.joining("/", "", keys == 0 ? "" : " "))
                        + word(row.get(keys)))
                .collect(Collectors.joining(", "));
    }

    private static String word(Cell cell) {
        return switch (cell) {
            case Cell.Text text -> text.value();
            case Cell.Number number ->
                number.value().signum() == 0
                        ? "0"
                        : number.value().stripTrailingZeros().toPlainString();
            case Cell.Blank blank -> "(none)";
            case Cell.At at -> at.value().toString();
            case Cell.Day day -> day.value().toString();
        };
    }

    private static Set<String> set(String words) {
        return words == null ? Set.of() : Set.of(words.split(","));
    }

    private static Map<String, String> map(String pairs) {
        return pairs == null
                ? Map.of()
                : Arrays.stream(pairs.split(","))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
