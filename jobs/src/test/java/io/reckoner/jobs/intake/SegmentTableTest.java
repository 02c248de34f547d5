package io.reckoner.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.segment.Compression;
import io.reckoner.ingest.segment.Numbering;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.kernel.period.ProxyLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SegmentTableTest {
    private static final Instant THROUGH = Instant.parse("2026-03-01T01:00:00Z");

    private final TestDatabase db = new TestDatabase();
    private JdbcClient jdbc;
    private SegmentTable table;

    @BeforeEach
    void prepare() {
        db.open();
        jdbc = db.database().jdbc();
        table = new SegmentTable(jdbc);
        jdbc.sql(
                        """
                        INSERT INTO price_book (version, content, sha256, recorded_at, actor)
                        VALUES (1, '', sha256(''), '2026-01-01Z', 'test')
                        """)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO run (run_id, business_date, revision, previous_watermark, watermark,
                            price_book_version, directory_as_of, buckets, state, opened_at, actor)
                        VALUES (1, '2026-03-01', 0, '2026-03-01Z', '2026-03-02Z', 1, '2026-03-02Z', 16, 'open',
                            '2026-03-02Z', 'test')
                        """)
                .update();
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void segmentsAreNumberedOnInTheOrderGiven() {
        table.add(
                1,
                List.of(sound("a", 7, "2026-03-01T00:00:00.000001Z"), sound("b", 1, null)),
                new DataFolder(Path.of("/")));
        table.add(1, List.of(sound("a", 8, "2026-03-01T00:30:00Z")), new DataFolder(Path.of("/")));
        assertThat(rows())
                .containsExactly(
                        "1 a/7 usage-a-000000000007.jsonl 2026-03-01 00:00:00.000001+00 RECOVERED",
                        "2 b/1 usage-b-000000000001.jsonl null",
                        "3 a/8 usage-a-000000000008.jsonl 2026-03-01 00:30:00+00");
    }

    @Test
    void aProxyIsKnownByTheFirstOfItsSegments() {
        new ProxyTable(jdbc).announce(1, List.of(new ProxyLog("a", 7, List.of()), new ProxyLog("b", 1, List.of())));
        new ProxyTable(jdbc).announce(1, List.of(new ProxyLog("a", 9, List.of())));
        assertThat(jdbc.sql("SELECT proxy_id || ' from ' || first_segment FROM proxy ORDER BY proxy_id")
                        .query(String.class)
                        .list())
                .containsExactly("a from 7", "b from 1");
    }

    @Test
    void theYearZeroOfALineDoesNotStopItsSegment() {
        table.add(1, List.of(sound("a", 1, "0000-02-29T00:00:00Z")), new DataFolder(Path.of("/")));
        assertThat(rows()).containsExactly("1 a/1 usage-a-000000000001.jsonl 0001-02-29 00:00:00+00 BC");
    }

    @Test
    void knowsWhichSegmentsWereTakenInBefore() {
        table.add(1, List.of(sound("a", 7, null), sound("b", 1, null)), new DataFolder(Path.of("/")));
        assertThat(table.taken(List.of(new SegmentName("a", 7), new SegmentName("a", 8), new SegmentName("b", 7))))
                .isEqualTo(Map.of(new SegmentName("a", 7), new Numbering.Known("a", 7, "ab".repeat(32), THROUGH)));
        assertThat(table.taken(List.of())).isEmpty();
    }

    private List<String> rows() {
        return jdbc.sql(
                        """
                        SELECT segment_no || ' ' || source || '/' || seq || ' ' || file_name || ' '
                               || COALESCE(first_ts::text, 'null') || CASE WHEN recovered THEN ' RECOVERED' ELSE '' END
                        FROM segment ORDER BY segment_no
                        """)
                .query(String.class)
                .list();
    }

    /** Number 7 was recovered, the others were not. */
    private static SegmentInspection.Sound sound(String proxy, long sequence, @Nullable String firstTs) {
        SegmentName name = new SegmentName(proxy, sequence);
        @Nullable Instant first = firstTs == null ? null : Instant.parse(firstTs);
        Seal.Origin origin = sequence == 7 ? Seal.Origin.RECOVERY : Seal.Origin.PROXY;
        Seal seal = new Seal(proxy, sequence, 1, 500, "ab".repeat(32), first, first, THROUGH, origin);
        return new SegmentInspection.Sound(
                Path.of("/intake", name.sealedFile(Compression.NONE)), name, Compression.NONE, seal, 700);
    }
}
