package io.reckoner.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
    private final JsonCursor cursor = new JsonCursor();

    private StrictJackson.Opinion opinion(byte[] text) {
        try {
            cursor.over(text, 0, text.length);
            cursor.value();
            cursor.finish();
        } catch (JsonFault fault) {
            return StrictJackson.Opinion.NOT_JSON;
        }
        return cursor.hasRepeated() ? StrictJackson.Opinion.REPEATED_NAME : StrictJackson.Opinion.SOUND;
    }

    private long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cursor.over(bytes, 0, bytes.length);
        long hash = cursor.value();
        cursor.finish();
        return hash;
    }

    private String fault(byte[] bytes) {
        try {
            cursor.over(bytes, 0, bytes.length);
            cursor.value();
            cursor.finish();
            return "none";
        } catch (JsonFault fault) {
            return fault.sentence();
        }
    }

    @Test
    void agreesWithJacksonOnWholeText() {
        Random random = new Random(20261121);
        JsonText texts = new JsonText(random);
        int[] seen = new int[StrictJackson.Opinion.values().length];
        for (int i = 0; i < 6_000; i++) {
            byte[] text = texts.object(random.nextInt(5)).getBytes(StandardCharsets.UTF_8);
            StrictJackson.Opinion theirs = StrictJackson.of(text);
            seen[theirs.ordinal()]++;
            assertThat(opinion(text))
                    .as(() -> new String(text, StandardCharsets.UTF_8))
                    .isEqualTo(theirs);
        }
        assertThat(seen[StrictJackson.Opinion.SOUND.ordinal()]).isGreaterThan(600);
        assertThat(seen[StrictJackson.Opinion.REPEATED_NAME.ordinal()]).isGreaterThan(300);
        assertThat(seen[StrictJackson.Opinion.NOT_JSON.ordinal()]).isZero();
    }

    @Test
    void agreesWithJacksonOnSpoiledText() {
        Random random = new Random(7);
        JsonText texts = new JsonText(random);
        int sound = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] text = texts.spoil(texts.object(random.nextInt(4)).getBytes(StandardCharsets.UTF_8));
            StrictJackson.Opinion theirs = StrictJackson.of(text);
            sound += theirs == StrictJackson.Opinion.NOT_JSON ? 0 : 1;
            assertThat(opinion(text))
                    .as(() -> new String(text, StandardCharsets.ISO_8859_1))
                    .isEqualTo(theirs);
        }
        assertThat(sound).isBetween(2_000, 18_000);
    }

    @Test
    void endsOnEveryPrefixWithoutReadingBeyondIt() {
        Random random = new Random(3);
        JsonText texts = new JsonText(random);
        for (int i = 0; i < 60; i++) {
            byte[] text = texts.object(3).getBytes(StandardCharsets.UTF_8);
            for (int end = 0; end < text.length; end++) {
                assertThat(fault(java.util.Arrays.copyOf(text, end))).isNotEqualTo("none");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"a":1}x         | something follows the object
            {"a":            | the line ends inside a value
            {"a":1,}         | a character stands where JSON allows none of its kind
            [1 2]            | a character stands where JSON allows none of its kind
            {"a":'b'}        | a character stands where JSON allows none of its kind
            {"a":01}         | a number that JSON does not allow
            {"a":1.}         | a number that JSON does not allow
            {"a":-}          | a number that JSON does not allow
            {"a":1e}         | a number that JSON does not allow
            {"a":+1}         | a character stands where JSON allows none of its kind
            {"a":NaN}        | a character stands where JSON allows none of its kind
            {"a":"\\x"}      | a backslash escape that JSON does not know
            {"a":"\\u12g4"}  | a backslash escape that JSON does not know
            {"a":"\\ud800"}  | half of a surrogate pair
            {"a":"\\udc00x"} | half of a surrogate pair
            {"a":"\\ud800\\u0041"} | half of a surrogate pair
            {"a":truE}       | a character stands where JSON allows none of its kind
            {"a":tru         | the line ends inside a value
            """)
    void saysWhatIsWrong(String text, String sentence) {
        assertThat(fault(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(sentence);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[][] bad = {
            {'"', (byte) 0x80, '"'},
            {'"', (byte) 0xC0, (byte) 0x80, '"'},
            {'"', (byte) 0xE0, (byte) 0x80, (byte) 0x80, '"'},
            {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
            {'"', (byte) 0xF0, (byte) 0x8F, (byte) 0xBF, (byte) 0xBF, '"'},
            {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'},
            {'"', (byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80, '"'},
            {'"', (byte) 0xC3, '"'},
        };
        for (byte[] bytes : bad) {
            assertThat(fault(bytes)).isEqualTo("bytes that are not UTF-8");
        }
        assertThat(fault(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}'}))
                .isEqualTo("a byte order mark; write plain UTF-8");
        assertThat(fault(new byte[] {0, 0, 0, 0})).isEqualTo("a character stands where JSON allows none of its kind");
        assertThat(fault("\"a\u0001b\"".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a raw control character inside a string");
        assertThat(fault("{}\r".getBytes(StandardCharsets.UTF_8))).isEqualTo("none");
    }

    @Test
    void nestsSixtyFourLevelsAndNoMore() {
        assertThat(fault(("[".repeat(64) + "]".repeat(64)).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("none");
        assertThat(fault(("[".repeat(65) + "]".repeat(65)).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("nested deeper than 64 levels");
        assertThat(fault("{\"a\":".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("nested deeper than 64 levels");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"a":1,"b":2}              | {"b":2,"a":1}
            {"a":1}                    | { "a" : 1 }
            {"a":12}                   | {"a":12.0}
            {"a":12}                   | {"a":1.2e1}
            {"a":12}                   | {"a":120e-1}
            {"a":0}                    | {"a":-0}
            {"a":0}                    | {"a":0.0e7}
            {"a":0.5}                  | {"a":5e-1}
            {"a":1e30}                 | {"a":1000000000000000000000000000000}
            {"a":1234567890123456789.5}| {"a":12345678901234567895e-1}
            {"a":"x"}                  | {"\\u0061":"\\u0078"}
            {"a":"ä😀"}                | {"a":"\\u00e4\\ud83d\\ude00"}
            {"a":"a/b"}                | {"a":"a\\/b"}
            {"a":1,"b":null}           | {"a":1}
            {"a":{"c":null}}           | {"a":{}}
            {"a":[1,{"c":2,"d":3}]}    | {"a":[1,{"d":3,"c":2}]}
            """)
    void equalValuesHaveEqualHashes(String one, String other) {
        assertThat(hash(one)).isEqualTo(hash(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"a":1}              | {"a":2}
            {"a":1}              | {"b":1}
            {"a":1,"b":2}        | {"a":2,"b":1}
            {"a":"1"}            | {"a":1}
            {"a":"null"}         | {"a":null}
            {"a":true}           | {"a":false}
            {"a":[1,2]}          | {"a":[2,1]}
            {"a":[]}             | {"a":{}}
            {"a":{}}             | {}
            {"a":[null]}         | {"a":[]}
            {"a":{"b":1}}        | {"a":1,"b":1}
            {"a":""}             | {"a":"\\u0000"}
            {"a":"aaaaaaaa"}     | {"a":"aaaaaaaa\\u0000"}
            {"a":12}             | {"a":-12}
            {"a":0.1}            | {"a":0.10000000000000001}
            {"a":1e400}          | {"a":1e401}
            {"a":1e99999999999999999999} | {"a":1e99999999999999999998}
            {"a":12345678901234567890123} | {"a":12345678901234567890124}
            """)
    void differentValuesHaveDifferentHashes(String one, String other) {
        assertThat(hash(one)).isNotEqualTo(hash(other));
    }

    /** The sameness index of every operator holds these values: they never change. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                              | 6252a4c240aedaf0
            {"a":1}                         | ad5bf40b6bd20cd1
            {"a":"text","b":[1,2.5,null]}   | c518a34b3d6897ad
            {"model":"openai/gpt-5","n":1e400,"on":true,"off":false} | 51862a26ac44be22
            """)
    void hashesAreForEver(String text, String expected) {
        assertThat(Long.toHexString(hash(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 16, 17, 18, 40, 1000})
    void findsTheRepeatedNameAmongMany(int count) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            text.append("\"name").append(i).append("\":{\"x\":1,\"y\":{}},");
        }
        String body = text.substring(0, text.length() - 1);
        assertThat(opinion((body + "}").getBytes(StandardCharsets.UTF_8))).isEqualTo(StrictJackson.Opinion.SOUND);
        for (int i = 0; i < count; i += Math.max(1, count / 7)) {
            String spelled = "\\u006e" + "ame" + i;
            byte[] bytes = (body + ",\"" + spelled + "\":1}").getBytes(StandardCharsets.UTF_8);
            assertThat(opinion(bytes)).isEqualTo(StrictJackson.Opinion.REPEATED_NAME);
            assertThat(cursor.repeatedName()).isEqualTo("name" + i);
        }
    }

    @Test
    void manyNamesTakeNoLongTime() {
        StringBuilder wide = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++) {
            wide.append("\"k").append(i).append("\":0,");
        }
        String one = wide.substring(0, wide.length() - 1) + "}";
        String inner = wide.substring(0, wide.indexOf("\"k20\"")) + "\"z\":0}";
        String many = "[" + (inner + ",").repeat(5000) + inner + "]";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(opinion(one.getBytes(StandardCharsets.UTF_8))).isEqualTo(StrictJackson.Opinion.SOUND);
            assertThat(opinion(many.getBytes(StandardCharsets.UTF_8))).isEqualTo(StrictJackson.Opinion.SOUND);
        });
    }
}
