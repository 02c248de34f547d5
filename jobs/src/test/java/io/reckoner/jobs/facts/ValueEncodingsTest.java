package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is encoded here is decoded by parquet-java. */
class ValueEncodingsTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # values of this width, in runs of up to this many
             1, 1
             1, 3
             1, 40
             2, 1
             3, 9
             7, 2
             8, 30
             9, 5
            13, 1
            16, 20
            20, 1
            31, 17
            """)
    void codesComeBackFromTheHybrid(int width, int longestRun) throws IOException {
        Random random = new Random(width * 100L + longestRun);
        for (int size : new int[] {1, 7, 8, 9, 15, 16, 100, 5000}) {
            int[] values = runs(random, size, 1 << (width - 1), longestRun);
            ByteSink out = new ByteSink();
            ValueEncodings.hybrid(values, size, width, out);
            RunLengthBitPackingHybridDecoder decoder =
                    new RunLengthBitPackingHybridDecoder(width, new ByteArrayInputStream(out.copy()));
            int[] decoded = new int[size];
            for (int i = 0; i < size; i++) {
                decoded[i] = decoder.readInt();
            }
            assertThat(decoded).isEqualTo(values);
        }
    }

    private static int[] runs(Random random, int size, int bound, int longestRun) {
        int[] values = new int[size];
        int at = 0;
        while (at < size) {
            int end = Math.min(size, at + 1 + random.nextInt(longestRun));
            Arrays.fill(values, at, end, random.nextInt(bound) * 2 + random.nextInt(2) & 2 * bound - 1);
            at = end;
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 2", "255, 8", "256, 9", "2147483647, 31"})
    void widthIsTheBitsOfTheGreatestCode(int greatest, int width) {
        assertThat(ValueEncodings.width(greatest)).isEqualTo(width);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 32, 33, 128, 129, 130, 1000, 4099})
    void numbersComeBackFromDifferences(int size) throws IOException {
        Random random = new Random(size);
        for (int bits = 0; bits <= 64; bits++) {
            int shift = bits;
            assertDecoded(LongStream.generate(() -> shift == 0 ? 42 : random.nextLong() >>> 64 - shift)
                    .limit(size)
                    .toArray());
        }
        assertDecoded(IntStream.range(0, size)
                .mapToLong(i -> 1_772_000_000_000_000L + 17L * i)
                .toArray());
        assertDecoded(IntStream.range(0, size)
                .mapToLong(i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE)
                .toArray());
        assertDecoded(IntStream.range(0, size).mapToLong(i -> -i * 1_000_003L).toArray());
    }

    private static void assertDecoded(long[] values) throws IOException {
        long[] shifted = new long[values.length + 5];
        System.arraycopy(values, 0, shifted, 5, values.length);
        ByteSink out = new ByteSink();
        ValueEncodings.delta(shifted, 5, values.length, out);
        DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
        reader.initFromPage(values.length, ByteBufferInputStream.wrap(ByteBuffer.wrap(out.copy())));
        long[] decoded = new long[values.length];
        for (int i = 0; i < decoded.length; i++) {
            decoded[i] = reader.readLong();
        }
        assertThat(decoded).isEqualTo(values);
    }
}
