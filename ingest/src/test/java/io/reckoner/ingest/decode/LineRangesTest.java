package io.reckoner.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineRangesTest {
    @Test
    void linesThatTouchAreOneRange() {
        LineRanges lines = new LineRanges();
        lines.add(3, 100);
        lines.add(4, 150);
        lines.add(7, 400);
        assertThat(lines.count()).isEqualTo(3);
        assertThat(lines.ranges()).containsExactly(new LineRanges.Range(3, 4, 100), new LineRanges.Range(7, 7, 400));
        assertThatThrownBy(() -> lines.add(7, 400)).hasMessage("line 7 is not behind line 7");
        assertThatThrownBy(() -> LineRanges.of(List.of(new LineRanges.Range(3, 9, 0), new LineRanges.Range(9, 9, 50))))
                .hasMessage("line 9 is not behind line 9");
    }

    @ParameterizedTest
    @CsvSource({
        "3-9,     3-9,       7",
        "3-9,     10-12,     0",
        "3-9,     9-12,      1",
        "1-2 5-8, 2-6,       3",
        "2-20,    1-3 7 19-30, 5",
    })
    void countsTheLinesThatTwoHaveInCommon(String one, String other, long common) {
        assertThat(lines(one).inCommonWith(lines(other))).isEqualTo(common);
        assertThat(lines(other).inCommonWith(lines(one))).isEqualTo(common);
        assertThat(lines(one).inCommonWith(new LineRanges())).isZero();
    }

    private static LineRanges lines(String ranges) {
        LineRanges lines = new LineRanges();
        for (String range : ranges.split(" ")) {
            String[] ends = range.split("-");
            for (long line = Long.parseLong(ends[0]); line <= Long.parseLong(ends[ends.length - 1]); line++) {
                lines.add(line, line * 100);
            }
        }
        return lines;
    }

    @Test
    void givesBackWhateverWasPutIn() {
        Random random = new Random(6);
        for (int round = 0; round < 200; round++) {
            List<LineRanges.Range> ranges = new ArrayList<>();
            long line = 0;
            long offset = 0;
            for (int i = random.nextInt(30); i > 0; i--) {
                long first = line + 2 + random.nextLong(1L << random.nextInt(1, 30));
                long last = first + random.nextInt(200);
                offset += random.nextLong(1L << random.nextInt(1, 40));
                ranges.add(new LineRanges.Range(first, last, offset));
                line = last;
            }
            LineRanges lines = LineRanges.of(ranges);
            assertThat(lines.ranges()).isEqualTo(ranges);
            assertThat(lines).isEqualTo(LineRanges.of(ranges)).hasSameHashCodeAs(LineRanges.of(ranges));
            assertThat(lines.count())
                    .isEqualTo(ranges.stream()
                            .mapToLong(r -> r.last() - r.first() + 1)
                            .sum());
        }
    }
}
