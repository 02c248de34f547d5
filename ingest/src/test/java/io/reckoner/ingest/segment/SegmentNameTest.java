package io.reckoner.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            usage-eu-1-000000000042.jsonl        | eu-1 42 sealed NONE
            usage-eu-1-000000000042.jsonl.open   | eu-1 42 growing NONE
            usage-eu-1-000000000042.jsonl.gz     | eu-1 42 sealed GZIP
            usage-a.b_C-999999999999.jsonl.zst   | a.b_C 999999999999 sealed ZSTD
            usage-1-000000000001-000000000002.jsonl | 1-000000000001 2 sealed NONE
            usage-eu-1-42.jsonl                  | none
            usage--000000000042.jsonl            | none
            usage--eu-000000000042.jsonl         | none
            usage-eu-000000000042.jsonl.open.gz  | none
            usage-eu-000000000042.jsonl.tmp      | none
            .usage-eu-000000000042.jsonl         | none
            usage-ü-000000000042.jsonl           | none
            usage-eu-000000000000.jsonl          | none
            README                               | none
            """)
    void isReadFromTheFileName(String fileName, String expected) {
        String read = SegmentName.parse(fileName)
                .map(f -> f.segment().proxy() + " " + f.segment().sequence() + (f.growing() ? " growing " : " sealed ")
                        + f.compression())
                .orElse("none");
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void writesItsFileNames() {
        SegmentName name = new SegmentName("eu-1", 42);
        assertThat(name.openFile()).isEqualTo("usage-eu-1-000000000042.jsonl.open");
        assertThat(name.sealedFile(Compression.NONE)).isEqualTo("usage-eu-1-000000000042.jsonl");
        assertThat(name.sealedFile(Compression.ZSTD)).isEqualTo("usage-eu-1-000000000042.jsonl.zst");
        assertThat(name).hasToString("usage-eu-1-000000000042");
    }

    @Test
    void refusesNamesNoFileCanCarry() {
        assertThatThrownBy(() -> new SegmentName("a/b", 1)).hasMessageContaining("\"a/b\" is not a proxy name");
        assertThatThrownBy(() -> new SegmentName("a".repeat(65), 1)).hasMessageContaining("1 to 64");
        assertThatThrownBy(() -> new SegmentName("a", -1)).hasMessageContaining("not -1");
        assertThatThrownBy(() -> new SegmentName("a", 0))
                .hasMessage("a proxy numbers its segments from 1 to 999999999999, not 0");
        assertThatThrownBy(() -> new SegmentName("a", 1_000_000_000_000L)).hasMessageContaining("999999999999");
    }
}
