package io.reckoner.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.line.EventText;
import io.reckoner.ingest.segment.SegmentFiles;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeBlockTest {
    private static final String ALL = "2026-03-01T12:05:00Z";
    private static final String COUNTS = "{input=100, output=20, request=1}";

    @TempDir
    Path folder;

    private DecodedRuns runs;
    private WrittenSegment written;

    @BeforeEach
    void begin() {
        runs = new DecodedRuns(folder);
        written = new WrittenSegment(folder);
    }

    @Test
    void everyLineHasOneClass() throws IOException {
        Path segment = written.sealed(
                WrittenSegment.start("evt_1", "12:00:00"),
                WrittenSegment.event("evt_1", "12:00:01"),
                "",
                "{torn",
                WrittenSegment.event("evt_2", "12:00:02"),
                "x".repeat(5000),
                WrittenSegment.event("evt_3", "12:04:00"));
        DecodedRuns.Run run = runs.run(segment, "2026-03-01T12:03:00Z");
        assertThat(run.counts()).isEqualTo(new LineCounts(8, 2, 0, 1, 1, 1, 2, 1));
        assertThat(run.counts().balance()).isTrue();
        assertThat(run.rows()).containsExactly("2 evt_1 ok " + COUNTS, "5 evt_2 ok " + COUNTS);
        assertThat(run.suspended()).containsExactly("line_too_long 6", "not_json 4");
        PartReport part = run.report().parts().getFirst();
        assertThat(part.units().get(Component.INPUT.ordinal())).isEqualTo(200);
        assertThat(part.units().get(Component.REQUEST.ordinal())).isEqualTo(2);
        assertThat(part.firstTs()).isEqualTo("2026-03-01T12:00:01Z");
        assertThat(part.lastTs()).isEqualTo("2026-03-01T12:00:02Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2026-03-01T12:02:59.999999Z | row
            2026-03-01T12:03:00Z        | carried
            2026-03-02T12:04:59.999999Z | carried
            2026-03-02T12:05:00Z        | time_in_future 1
            2026-01-25T12:03:00Z        | row
            2026-01-25T12:02:59.999999Z | too_old 1
            """)
    void timeIsJudgedBeforeWhoseItIs(String ts, String expected) throws IOException {
        Path segment = written.sealed(EventText.event().at(ts).toString());
        assertThat(outcome(runs.run(segment, "2026-03-01T12:03:00Z"))).isEqualTo(expected);
        String judged = expected.equals("row") ? "unknown_account 1" : expected;
        Path stranger = SegmentFiles.sealed(
                folder,
                new SegmentName("eu-1", 2),
                WrittenSegment.THROUGH,
                List.of(EventText.event().at(ts).with("account", "\"acct_x\"").toString()));
        assertThat(outcome(new DecodedRuns(folder).run(stranger, "2026-03-01T12:03:00Z")))
                .isEqualTo(judged);
    }

    private static String outcome(DecodedRuns.Run run) {
        if (!run.suspended().isEmpty()) {
            return String.join(", ", run.suspended());
        }
        return run.counts().carriedOut() > 0 ? "carried" : "row";
    }

    @Test
    void suspendedLinesShowTheTokensThatCanBeRead() throws IOException {
        String stranger = EventText.event().with("account", "\"acct_x\"").toString();
        String broken =
                EventText.event().with("usage", "{\"prompt_tokens\":-5}").toString();
        DecodedRuns.Run run = runs.run(written.sealed(stranger, stranger, broken), ALL);
        assertThat(run.report().suspended())
                .extracting(SuspendedLines::reason, SuspendedLines::tokens, s -> s.lines()
                        .count())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                SuspenseReason.UNKNOWN_ACCOUNT, BigInteger.valueOf(240), 2L),
                        org.assertj.core.groups.Tuple.tuple(SuspenseReason.COUNT, BigInteger.ZERO, 1L));
    }

    @Test
    void aFloodOfDetailsSharesOneGroup() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            lines.add(EventText.event().with("account", "\"acct_" + i + "\"").toString());
        }
        DecodedRuns.Run run = runs.run(written.sealed(lines.toArray(String[]::new)), ALL);
        assertThat(run.report().suspended()).hasSize(SuspenseGroups.DETAILS + 1);
        assertThat(run.report().suspended()).extracting(s -> s.lines().count()).contains(500L);
        assertThat(run.counts().suspended()).isEqualTo(1500);
    }

    @Test
    void theRowKeepsWhatThePriceSays() throws IOException {
        runs.judge = event -> event.id.toString().equals("evt_1") ? DecodedRuns.verdict(SuspenseReason.NO_PRICE) : null;
        String costly =
                EventText.event().id("evt_3").with("vendor_cost_usd", "2e6").toString();
        DecodedRuns.Run run = runs.run(
                written.sealed(
                        WrittenSegment.event("evt_1", "12:00:00"), WrittenSegment.event("evt_2", "12:00:01"), costly),
                ALL);
        assertThat(run.counts().events()).isEqualTo(3);
        assertThat(run.rows()).containsExactly("2 evt_2 ok " + COUNTS);
    }

    @Test
    void anEventBehindItsProxysPromiseYieldsToOneThatKeptIt() throws IOException {
        String other = EventText.event()
                .id("evt_1")
                .at("2026-03-01T12:00:00Z")
                .with("status", "201")
                .toString();
        Path segment = written.sealed(WrittenSegment.event("evt_1", "12:00:00"), other);
        Instant promised = Instant.parse("2026-03-01T12:00:00.000001Z");
        assertThat(runs.run(segment, promised, ALL).rows()).containsExactly("1 evt_1 ok " + COUNTS);
    }

    @Test
    void anUnansweredStartOfARecoveredSegmentIsALostEvent() throws IOException {
        Path segment = written.recovered(
                WrittenSegment.start("evt_1", "12:00:00"),
                WrittenSegment.start("evt_2", "12:00:01"),
                WrittenSegment.event("evt_1", "12:00:02"),
                WrittenSegment.start("evt_3", "12:00:03"),
                EventText.event().id("evt_3").with("account", "\"acct_x\"").toString(),
                WrittenSegment.start("evt_2", "12:00:04"));
        DecodedRuns.Run run = runs.run(segment, ALL);
        assertThat(run.counts()).isEqualTo(new LineCounts(7, 1, 2, 2, 1, 0, 1, 0));
        assertThat(run.rows()).containsExactly("3 evt_1 ok " + COUNTS, "4 evt_3 lost {}", "6 evt_2 lost {}");
        assertThat(run.starts()).isZero();
    }

    @Test
    void aStartOfAnOrdinarySegmentIsNeverLost() throws IOException {
        DecodedRuns.Run run = runs.run(written.sealed(WrittenSegment.start("evt_1", "12:00:00")), ALL);
        assertThat(run.counts()).isEqualTo(new LineCounts(2, 0, 0, 1, 1, 0, 0, 0));
    }
}
