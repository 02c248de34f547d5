package io.reckoner.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentLinesTest {
    private static List<String> read(SegmentLines lines) throws IOException {
        List<String> read = new ArrayList<>();
        while (lines.next()) {
            String text = new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.UTF_8);
            read.add(lines.number() + "@" + lines.offset() + ":" + (lines.tooLong() ? "too long" : text)
                    + (lines.torn() ? " torn" : ""));
        }
        return read;
    }

    private static SegmentLines over(String text, int maxLineBytes) {
        return SegmentLines.over(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxLineBytes);
    }

    @Test
    void tellsNumberOffsetAndWhatIsTooLong() throws IOException {
        assertThat(read(over("ab\n\nabcdef\nabcde\r\nx", 5)))
                .containsExactly("1@0:ab", "2@3:", "3@4:too long", "4@11:too long", "5@18:x torn");
        assertThat(read(over("", 5))).isEmpty();
        assertThat(read(over("\n", 5))).containsExactly("1@0:");
        assertThat(read(over("abcdef", 5))).containsExactly("1@0:too long torn");
    }

    @Test
    void startsAtALine() throws IOException {
        SegmentLines lines = over("ab\ncd\nef\n", 5);
        lines.startAt(2, 3);
        assertThat(read(lines)).containsExactly("2@3:cd", "3@6:ef");
    }

    @Test
    void doesNotDependOnHowBytesArrive() throws IOException {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int number = 1; number <= 400; number++) {
            int length = random.nextInt(20) == 0 ? random.nextInt(400_000) : random.nextInt(900);
            expected.add(number + "@" + text.length() + ":" + (length > 200_000 ? "too long" : "y".repeat(length)));
            text.append("y".repeat(length)).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        InputStream drops = new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] to, int offset, int length) {
                return super.read(to, offset, 1 + random.nextInt(Math.min(length, 70_000)));
            }
        };
        assertThat(read(SegmentLines.over(drops, 200_000))).isEqualTo(expected);
    }
}
