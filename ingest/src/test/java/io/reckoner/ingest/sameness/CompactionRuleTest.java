package io.reckoner.ingest.sameness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactionRuleTest {
    /** Events of each file of a bucket; events of the files to merge. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
            none                                      | none
            1                                         | none
            1 1 1                                     | none
            1 1 1 1                                   | 1 1 1 1
            1 16383 16384 5                           | none
            1 16383 7 5                               | 1 16383 7 5
            16384 65535 20000 65536                   | none
            900 700 20000 30000 17000 60000 2000000   | 900 700 20000 30000 17000 60000
            9 9 9 9 20000 20000 20000 20000           | 9 9 9 9
            90000000 80000000 70000000 100000000 1    | 90000000 80000000 70000000 100000000 1
            """)
    void mergesTheSmallestFullTierAndAllBelow(String files, String due) {
        assertThat(CompactionRule.due(files(files)).stream()
                        .map(file -> Long.toString(file.events()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(due == null ? "" : due);
    }

    @Test
    void aMonthOfSmallRunsStaysInFewFiles() {
        List<IndexFile> files = new ArrayList<>();
        long rewritten = 0;
        int most = 0;
        int runs = 35 * 288;
        for (int run = 0; run < runs; run++) {
            files.add(file(2170));
            List<IndexFile> due = CompactionRule.due(files);
            while (!due.isEmpty()) {
                long events = due.stream().mapToLong(IndexFile::events).sum();
                rewritten += events;
                files.removeAll(due);
                files.add(file(events));
                due = CompactionRule.due(files);
            }
            most = Math.max(most, files.size());
        }
        assertThat(files.stream().mapToLong(IndexFile::events).sum()).isEqualTo(runs * 2170L);
        assertThat(most).isLessThanOrEqualTo(20);
        assertThat(rewritten).isLessThanOrEqualTo(7 * runs * 2170L);
    }

    private static List<IndexFile> files(String events) {
        return events == null
                ? List.of()
                : Arrays.stream(events.split(" "))
                        .map(count -> file(Long.parseLong(count)))
                        .toList();
    }

    private static int named;

    private static IndexFile file(long events) {
        return new IndexFile(Path.of("f" + named++), "", 0, events);
    }
}
