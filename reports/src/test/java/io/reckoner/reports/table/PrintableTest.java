package io.reckoner.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void nothingMovesTheCursorOrTurnsTheDirectionOfWriting() {
        assertThat(Printable.of("a\u001B[31m\nb\u202Ec")).isEqualTo("a\uFFFD[31m\uFFFDb\uFFFDc");
        assertThat(Printable.of("naïve 世界")).isEqualTo("naïve 世界");
    }

    @Test
    void ofLinesTheirEndsStay() {
        assertThat(Printable.lines("a\u001B\r\nb\n\nc")).isEqualTo("a\uFFFD\nb\n\nc");
    }
}
