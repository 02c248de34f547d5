package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts are written, read and merged in these tests where no class of Hadoop can be found. */
class NoHadoopTest {
    @ParameterizedTest
    @ValueSource(strings = {"org.apache.hadoop.conf.Configuration", "org.apache.parquet.hadoop.ParquetFileWriter"})
    void thereIsNoHadoopOnTheClassPath(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }
}
