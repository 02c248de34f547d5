package io.reckoner.jobs.intake;

import java.sql.Types;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code segment_notice}: what runs noticed about deliveries. */
public final class SegmentNoticeTable {
    private final JdbcClient jdbc;

    public SegmentNoticeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was said of second deliveries before. */
    Set<String> secondDeliveries() {
        return new HashSet<>(jdbc.sql("SELECT detail FROM segment_notice WHERE notice = 'second_delivery'")
                .query(String.class)
                .list());
    }

    /** Keeps what a run noticed. */
    public void add(int run, List<Notice> notices) {
        for (Notice notice : notices) {
            jdbc.sql(
                            """
                            INSERT INTO segment_notice (run_id, file_name, notice, source, seq, detail)
                            VALUES (:run, :file, :notice, :proxy, :sequence, :sentence)
                            ON CONFLICT DO NOTHING
                            """)
                    .param("run", run)
                    .param("file", notice.file())
                    .param("notice", notice.kind().code())
                    .param("proxy", notice.proxy())
                    .param("sequence", notice.sequence(), Types.BIGINT)
                    .param("sentence", notice.sentence())
                    .update();
        }
    }

    /** What a run noticed that somebody should see, one sentence each: all but the segments that still grow. */
    public List<String> noticed(int run) {
        return jdbc.sql(
                        """
                        SELECT detail FROM segment_notice
                        WHERE run_id = :run AND notice <> 'growing' ORDER BY source, seq NULLS FIRST, file_name, notice
                        """)
                .param("run", run)
                .query(String.class)
                .list();
    }

    /** Of what kinds that is. */
    public Set<Notice.Kind> kindsNoticed(int run) {
        Set<Notice.Kind> kinds = EnumSet.noneOf(Notice.Kind.class);
        for (Notice.Kind kind : Notice.Kind.values()) {
            if (jdbc.sql("SELECT EXISTS (SELECT FROM segment_notice WHERE run_id = :run AND notice = :kind)")
                    .param("run", run)
                    .param("kind", kind.code())
                    .query(Boolean.class)
                    .single()) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
