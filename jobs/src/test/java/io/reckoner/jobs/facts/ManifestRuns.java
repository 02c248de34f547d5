package io.reckoner.jobs.facts;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs in the states a test needs, without the work of one. */
final class ManifestRuns {
    private final JdbcClient jdbc;

    ManifestRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql(
                        """
                        INSERT INTO price_book (version, content, sha256, recorded_at, actor)
                        VALUES (1, '', sha256(''), '2026-01-01Z', 'test') ON CONFLICT DO NOTHING
                        """)
                .update();
    }

    void open(int run) {
        jdbc.sql(
                        """
                        INSERT INTO run (run_id, business_date, revision, previous_watermark, watermark,
                            price_book_version, directory_as_of, buckets, state, opened_at, actor)
                        VALUES (:run, '2026-03-01', :run, '2026-03-01Z', '2026-03-02Z', 1, '2026-03-02Z', 16, 'open',
                            '2026-03-02Z', 'test')
                        """)
                .param("run", run)
                .update();
    }

    void commit(int run) {
        jdbc.sql(
                        "UPDATE run SET state = 'committed', closed_at = '2026-03-02T01:00Z', seal = '\\x00' WHERE run_id = :run")
                .param("run", run)
                .update();
    }

    void fail(int run) {
        jdbc.sql("UPDATE run SET state = 'failed', closed_at = '2026-03-02T01:00Z' WHERE run_id = :run")
                .param("run", run)
                .update();
    }

    void committed(int run) {
        open(run);
        commit(run);
    }
}
