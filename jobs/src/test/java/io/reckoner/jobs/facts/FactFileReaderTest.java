package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.facts.FactColumn.Presence;
import io.reckoner.jobs.facts.FactColumn.Pruning;
import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactFileReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            BIGINT,  REQUIRED, 0
            MONEY,   OPTIONAL, null
            TEXT,    REQUIRED, ''
            TEXT,    OPTIONAL, null
            ID,      OPTIONAL, null
            BOOLEAN, REQUIRED, false
            TAGS,    REQUIRED, ''
            """)
    void aColumnNewerThanTheFileIsNullOrEmptyInIt(FactType type, Presence presence, String value) throws IOException {
        FactColumn column = new FactColumn("added_later", type, presence, Pruning.NONE, "", "a later version");
        try (FactFileReader reader = new FactFileReader(written())) {
            assertThat(text(reader.read(0, column))).isEqualTo(value);
        }
    }

    private static String text(ColumnValues values) {
        return switch (values) {
            case ColumnValues.Numbers numbers ->
                numbers.value(0) == EventBlock.ABSENT ? "null" : String.valueOf(numbers.value(0));
            case ColumnValues.Flags flags -> String.valueOf(flags.values()[0]);
            case ColumnValues.Names names ->
                names.numbers()[0] < 0 ? "null" : names.texts().get(names.numbers()[0]);
            case ColumnValues.Ids ids -> ids.starts()[0] == ids.ends()[0] ? "null" : "some";
        };
    }

    @Test
    void aDamagedPageIsNoticed() throws IOException {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 4] ^= 1;
        Files.write(file, bytes);
        try (FactFileReader reader = new FactFileReader(file)) {
            assertThatThrownBy(() -> {
                        for (FactColumn column : FactSchema.COLUMNS) {
                            reader.read(0, column);
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(" of " + file + " has a page whose checksum does not match");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                   | is too short for a Parquet file
            no parquet file, long| does not end as a Parquet file does
            """)
    void whatIsNoParquetFileIsRefused(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("x.parquet"), content);
        assertThatThrownBy(() -> new FactFileReader(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " " + message);
    }

    private Path written() throws IOException {
        FactFiles files = FactFiles.in(folder);
        List<FactFile> facts = new Facts(new RandomFacts(51).facts(500, 1)).write(files, 100);
        return files.resolve(facts.getFirst().path());
    }
}
