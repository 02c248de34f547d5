package io.reckoner.ingest.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedOrderTest {
    /** Each row a shape of column: number of rows, number of values, what the values are multiplied by. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            0,     1,          1
            1,     1,          1
            2,     2,          1
            17,    3,          1
            1000,  1,          1
            1000,  2,          4611686018427387904
            5000,  2048,       1
            5000,  2049,       -1
            5000,  2000000000, 7
            5000,  2000000000, 4300000000
            """)
    void agreesWithAComparisonSort(int rows, int values, long factor) {
        Random random = new Random(rows * 31L + values);
        long[] wide =
                random.ints(rows, 0, values).mapToLong(v -> v * factor - 5).toArray();
        int[] narrow = random.ints(rows, -3, 4).toArray();

        SortedOrder order = new SortedOrder();
        order.reset(rows);
        order.by(wide);
        order.by(narrow);

        assertThat(places(order, rows))
                .isEqualTo(reference(
                        rows,
                        Comparator.<Integer>comparingInt(row -> narrow[row]).thenComparingLong(row -> wide[row])));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "5, 5", "300, 300", "3000, 40", "3000, 1", "20000, 1000000"})
    void sortsHashesUnsigned(int rows, int different) {
        Random random = new Random(rows);
        long[] pool = random.longs(different).toArray();
        long[] high = random.ints(rows, 0, different).mapToLong(i -> pool[i]).toArray();
        long[] low = random.longs(rows, -2, 2).toArray();
        SortedOrder.RowComparison full = (row, other) -> high[row] != high[other]
                ? Long.compareUnsigned(high[row], high[other])
                : Long.compareUnsigned(low[row], low[other]);

        SortedOrder order = new SortedOrder();
        order.reset(rows);
        order.byHash(high, full);

        assertThat(places(order, rows)).isEqualTo(reference(rows, full::compare));
    }

    private static int[] places(SortedOrder order, int rows) {
        return IntStream.range(0, rows).map(order::at).toArray();
    }

    private static int[] reference(int rows, Comparator<Integer> comparator) {
        return IntStream.range(0, rows)
                .boxed()
                .sorted(comparator)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
