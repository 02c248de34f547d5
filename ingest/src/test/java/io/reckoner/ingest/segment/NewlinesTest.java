package io.reckoner.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewlinesTest {
    @ParameterizedTest(name = "{0} from {1} to {2}: {3}")
    @CsvSource(
            textBlock =
                    """
                    # text, | ends a line ; from ; to ; first newline
                    abc|                  ; 0    ; 4  ; 3
                    abc|                  ; 0    ; 3  ; -1
                    |abc                  ; 0    ; 4  ; 0
                    |abc|                 ; 1    ; 5  ; 4
                    abcdefgh              ; 0    ; 8  ; -1
                    abcdefg|              ; 0    ; 8  ; 7
                    abcdefgh|             ; 0    ; 9  ; 8
                    abc|efgh|             ; 0    ; 9  ; 3
                    abc|efgh|             ; 4    ; 9  ; 8
                    abc|efgh|             ; 4    ; 8  ; -1
                    abcdefghijklmno|      ; 0    ; 16 ; 15
                    äöüäöüäöü|            ; 0    ; 19 ; 18
                    """,
            delimiter = ';')
    void findsTheFirstNewlineBetweenTwoPlaces(String text, int from, int to, int place) {
        byte[] bytes = text.replace('|', '\n').getBytes(StandardCharsets.UTF_8);
        assertThat(Newlines.first(bytes, from, to)).isEqualTo(place);
    }

    /** Bytes one above or below a newline, and those that differ in the highest bit, are none. */
    @ParameterizedTest
    @CsvSource({"9", "11", "138", "0", "255", "128"})
    void takesNoOtherByteForANewline(int other) {
        byte[] bytes = new byte[24];
        for (int newline = 0; newline < bytes.length; newline++) {
            Arrays.fill(bytes, (byte) other);
            assertThat(Newlines.first(bytes, 0, bytes.length)).isEqualTo(-1);
            bytes[newline] = '\n';
            assertThat(Newlines.first(bytes, 0, bytes.length)).isEqualTo(newline);
        }
    }
}
