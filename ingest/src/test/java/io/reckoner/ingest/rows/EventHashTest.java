package io.reckoner.ingest.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventHashTest {
    /** Published values of MurmurHash3 x64 128 with seed 0, first word before second. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
            "",                                            0000000000000000, 0000000000000000
            "hello",                                       cbd8a7b341bd9b02, 5b1e906a48ae1d19
            "hello, world",                                342fac623a5ebc8e, 4cdcbc079642414d
            "19 Jan 2038 at 3:14:07 AM",                   b89e5988b737affc, 664fc2950231b2cb
            "The quick brown fox jumps over the lazy dog.", cd99481f9ee902c9, 695da1a38987b6e7
            """)
    void isMurmur3WithSeedZero(String text, String high, String low) {
        EventHash hash = new EventHash();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        hash.of(0, 0, bytes, bytes.length);
        assertThat(String.format(java.util.Locale.ROOT, "%016x %016x", hash.high, hash.low))
                .isEqualTo(high + " " + low);
    }

    @Test
    void accountAndIdAreKeptApart() {
        assertThat(hashOf("acc1", "2x")).isNotEqualTo(hashOf("acc12", "x")).isNotEqualTo(hashOf("acc", "12x"));
        assertThat(hashOf("a", "b")).isNotEqualTo(hashOf("b", "a"));
        assertThat(hashOf("a", "b")).isEqualTo(hashOf("a", "b"));
    }

    private static List<Long> hashOf(String account, String id) {
        EventHash hash = new EventHash();
        hash.account(account);
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        hash.of(hash.high, hash.low, bytes, bytes.length);
        return List.of(hash.high, hash.low);
    }
}
