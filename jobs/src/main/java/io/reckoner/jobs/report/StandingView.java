package io.reckoner.jobs.report;

import io.reckoner.reports.run.RunStanding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads how far everything is settled and what is still set aside. */
public final class StandingView {
    private final JdbcClient jdbc;

    public StandingView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public RunStanding now() {
        return jdbc.sql(
                        """
                        SELECT (SELECT watermark FROM reports.watermark) AS watermark,
                               (SELECT COALESCE(sum(lines), 0) FROM reports.suspense WHERE state IN ('open', 'retry'))
                                   AS open_lines
                        """)
                .query(StandingView::standing)
                .single();
    }

    private static RunStanding standing(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime watermark = row.getObject("watermark", OffsetDateTime.class);
        return new RunStanding(
                watermark == null ? null : watermark.toInstant(),
                row.getBigDecimal("open_lines").longValueExact());
    }
}
