package io.reckoner.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredSegmentTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # taken in as,                      there is now,                            found
            usage-p-000000000001.jsonl,         usage-p-000000000001.jsonl,              usage-p-000000000001.jsonl
            usage-p-000000000001.jsonl,         usage-p-000000000001.jsonl.gz,           usage-p-000000000001.jsonl.gz
            usage-p-000000000001.jsonl,         usage-p-000000000001.jsonl.zst,          usage-p-000000000001.jsonl.zst
            usage-p-000000000001.jsonl.gz,      usage-p-000000000001.jsonl,              usage-p-000000000001.jsonl
            usage-p-000000000001.jsonl.gz,      usage-p-000000000001.jsonl.zst,          usage-p-000000000001.jsonl.zst
            usage-p-000000000001.jsonl.gz,      usage-p-000000000001.jsonl.gz,           usage-p-000000000001.jsonl.gz
            usage-p-000000000001.jsonl,         usage-p-000000000001.jsonl.open,         usage-p-000000000001.jsonl
            usage-p-000000000001.jsonl,         usage-p-000000000002.jsonl.gz,           usage-p-000000000001.jsonl
            usage-p-000000000001.jsonl,         usage-p-000000000001.jsonl.gz.part,      usage-p-000000000001.jsonl
            spend.csv,                          spend.csv.gz,                            spend.csv
            """)
    void aSegmentThatIsGoneIsFoundUnderItsOtherEndings(String taken, String there, String found) throws Exception {
        Files.createFile(folder.resolve(there));
        assertThat(StoredSegment.find(folder.resolve(taken))).isEqualTo(folder.resolve(found));
    }
}
