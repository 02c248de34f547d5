package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much of one day a reader must fetch for one account: its bucket's file by the manifest, in it the footer and the
 * row groups whose accounts may include it. Here is one bucket's share of a day of a million events, written as a run
 * writes it; a day of ten million has more row groups still.
 */
class FactPruningTest {
    private static final int BUCKETS = 16;
    private static final int ACCOUNTS = 50;
    private static final int ROWS = 62_500;

    @TempDir
    Path folder;

    @Test
    void anAccountsDayIsUnderTwoPercentOfTheDayInFilesAsRunsWriteThem() throws IOException, SQLException {
        FactFiles files = FactFiles.in(folder);
        List<Fact> rows = new RandomFacts(21).facts(ROWS, 1);
        for (int i = 0; i < rows.size(); i++) {
            Fact row = rows.get(i);
            row.account = account(i % ACCOUNTS);
            row.key = row.account + "-k";
        }
        List<FactFile> written = new Facts(rows).write(files, 1, 0, 8192);
        assertThat(written).hasSize(1);
        FactFile file = written.getFirst();
        long day = BUCKETS * file.bytes();
        long sum = 0;
        for (int account = 0; account < ACCOUNTS; account++) {
            Fetched fetched = fetched(files.resolve(file.path()), account(account));
            assertThat(fetched.rows()).isEqualTo(ROWS / ACCOUNTS);
            assertThat(fetched.rowGroups()).isBetween(1L, 2L);
            assertThat(fetched.groupsInFile()).isEqualTo(Math.ceilDiv(ROWS, FactFiles.DEFAULT_ROW_GROUP_ROWS));
            assertThat(fetched.bytes()).isPositive();
            sum += fetched.bytes();
        }
        assertThat(sum / ACCOUNTS).as("of " + day + " bytes").isLessThan(day / 50);
    }

    private static String account(int number) {
        return "acct-%05d".formatted(number);
    }

    private record Fetched(long rows, long rowGroups, long groupsInFile, long bytes) {}

    private static Fetched fetched(Path file, String account) throws SQLException {
        String mayHold =
                """
                SELECT row_group_id FROM parquet_metadata('%s')
                WHERE path_in_schema = 'account' AND '%s' BETWEEN stats_min_value AND stats_max_value
                """
                        .formatted(file, account);
        try (Connection connection = FactReader.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        """
                        SELECT (SELECT count(*) FROM read_parquet('%1$s') WHERE account = '%2$s'),
                               (SELECT count(*) FROM (%3$s)),
                               (SELECT num_row_groups FROM parquet_file_metadata('%1$s')),
                               (SELECT footer_size FROM parquet_file_metadata('%1$s'))
                               + (SELECT sum(total_compressed_size) FROM parquet_metadata('%1$s')
                                  WHERE row_group_id IN (%3$s))
                        """
                                .formatted(file, account, mayHold))) {
            result.next();
            return new Fetched(result.getLong(1), result.getLong(2), result.getLong(3), result.getLong(4));
        }
    }
}
