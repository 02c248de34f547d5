package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.account.Buckets;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much of one day a reader must fetch for one account: its bucket's file by the manifest, in it the footer and the
 * row groups whose accounts may include it. A day of 160,000 rows here, with row groups a sixteenth of the default size;
 * a day of ten million has more row groups still.
 */
class FactPruningTest {
    private static final Buckets BUCKETS = new Buckets(16);
    private static final int ACCOUNTS = 800;
    private static final int ROWS = 160_000;

    @TempDir
    Path folder;

    @Test
    void anAccountsDayIsUnderTwoPercentOfTheDay() throws IOException, SQLException {
        FactFiles files = FactFiles.in(folder).withRowGroupRows(FactFiles.DEFAULT_ROW_GROUP_ROWS / 16);
        List<Fact> rows = new RandomFacts(21).facts(ROWS, 1);
        for (int i = 0; i < rows.size(); i++) {
            Fact row = rows.get(i);
            row.account = "acct-%05d".formatted(i % ACCOUNTS);
            row.key = row.account + "-k";
        }
        Map<Integer, List<Fact>> byBucket =
                rows.stream().collect(Collectors.groupingBy(row -> BUCKETS.of(row.account)));
        List<FactFile> day = new ArrayList<>();
        for (Map.Entry<Integer, List<Fact>> bucket : byBucket.entrySet()) {
            day.addAll(new Facts(bucket.getValue()).write(files, 1, bucket.getKey(), 8192));
        }
        long total = day.stream().mapToLong(FactFile::bytes).sum();
        for (int account = 0; account < ACCOUNTS; account += 50) {
            String id = "acct-%05d".formatted(account);
            FactFile file = day.stream()
                    .filter(candidate -> candidate.bucket() == BUCKETS.of(id))
                    .findFirst()
                    .orElseThrow();
            Fetched fetched = fetched(files, file, id);
            assertThat(fetched.rows()).isEqualTo(ROWS / ACCOUNTS);
            assertThat(fetched.bytes()).isPositive().isLessThan(total / 50);
        }
    }

    private record Fetched(long rows, long bytes) {}

    private static Fetched fetched(FactFiles files, FactFile file, String account) throws SQLException {
        Path path = files.resolve(file.path());
        String mayHold =
                """
                SELECT row_group_id FROM parquet_metadata('%s')
                WHERE path_in_schema = 'account' AND '%s' BETWEEN stats_min_value AND stats_max_value
                """
                        .formatted(path, account);
        try (Connection connection = FactReader.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        """
                        SELECT (SELECT count(*) FROM read_parquet('%1$s') WHERE account = '%2$s'),
                               (SELECT footer_size FROM parquet_file_metadata('%1$s'))
                               + (SELECT sum(total_compressed_size) FROM parquet_metadata('%1$s')
                                  WHERE row_group_id IN (%3$s))
                        """
                                .formatted(path, account, mayHold))) {
            result.next();
            return new Fetched(result.getLong(1), result.getLong(2));
        }
    }
}
