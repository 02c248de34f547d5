package io.reckoner.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SameTextTest {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 26})
    void seesEveryByteOfATextAndNoneBesideIt(int length) {
        byte[] text = LETTERS.getBytes(StandardCharsets.UTF_8);
        for (int room = 0; room <= SameText.ROOM; room++) {
            byte[] other = ("ABCDEFGH".substring(0, room) + LETTERS.substring(0, length) + "IJKLMNOP")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(SameText.at(text, 0, other, room, length)).isTrue();
            assertThat(SameText.at(other, room, text, 0, length)).isTrue();
            for (int place = 0; place < length; place++) {
                byte[] changed = other.clone();
                changed[room + place] ^= (byte) 0x80;
                assertThat(SameText.at(other, room, changed, room, length))
                        .as("byte %d of %d behind %d", place, length, room)
                        .isFalse();
            }
        }
    }
}
