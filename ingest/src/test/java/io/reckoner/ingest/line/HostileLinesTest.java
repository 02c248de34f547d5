package io.reckoner.ingest.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines made to upset whoever reads them: each gets a verdict, at once. */
class HostileLinesTest {
    private static final Pattern REPEATED = Pattern.compile("~([^ ~]+) x (\\d+)~");

    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final LineReading reading = new LineReading();

    /** What stands for the count of input tokens, and what comes of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1e999999999            | count: openai.chat: prompt_tokens is above 1e12
            1e99999999             | count: openai.chat: prompt_tokens is above 1e12
            1e99999999999999999999 | count: openai.chat: prompt_tokens is above 1e12
            1e-99999999            | count: openai.chat: prompt_tokens is not a whole number
            ~9 x 100000~           | count: openai.chat: prompt_tokens is above 1e12
            0.~0 x 100000~1        | count: openai.chat: prompt_tokens is not a whole number
            1~0 x 100000~e-100000  | EVENT
            1000000000000          | EVENT
            1000000000001          | count: openai.chat: prompt_tokens is above 1e12
            9223372036854775808    | count: openai.chat: prompt_tokens is above 1e12
            1.5                    | count: openai.chat: prompt_tokens is not a whole number
            12.0                   | EVENT
            1.2e1                  | EVENT
            -0                     | EVENT
            -0.0                   | EVENT
            -1                     | count: openai.chat: prompt_tokens is negative
            "5"                    | count: openai.chat: prompt_tokens is not a number
            true                   | count: openai.chat: prompt_tokens is not a number
            []                     | count: openai.chat: prompt_tokens is not a number
            NaN                    | not_json: a character stands where JSON allows none of its kind
            Infinity               | not_json: a character stands where JSON allows none of its kind
            -Infinity              | not_json: a number that JSON does not allow
            0x10                   | not_json: a character stands where JSON allows none of its kind
            1_000                  | not_json: a character stands where JSON allows none of its kind
            00                     | not_json: a number that JSON does not allow
            .5                     | not_json: a character stands where JSON allows none of its kind
            """)
    void aCountIsWholeAndInRangeOrTheLineIsSetAside(String number, String expected) {
        byte[] line = EventText.event()
                .with("usage", "{\"prompt_tokens\":" + expanded(number) + ",\"completion_tokens\":0}")
                .bytes();
        assertTimeoutPreemptively(
                AT_ONCE, () -> assertThat(reading.outcome(line)).isEqualTo(expected));
    }

    /** What stands in the line in place of {@code evt_1}, with bytes as {@code <ff>}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a<00>b          | not_json: a raw control character inside a string
            a<1b>[31mb      | not_json: a raw control character inside a string
            a<7f>b          | EVENT
            a\\u0000b       | field: id must be text of at most 1024 bytes, without NUL
            <c3><28>        | not_json: bytes that are not UTF-8
            <c0><af>        | not_json: bytes that are not UTF-8
            <e0><80><af>    | not_json: bytes that are not UTF-8
            <ed><a0><80>    | not_json: bytes that are not UTF-8
            <f4><90><80><80> | not_json: bytes that are not UTF-8
            <e9>            | not_json: bytes that are not UTF-8
            <c3><a9>        | EVENT
            \\ud800         | not_json: half of a surrogate pair
            \\udc00\\ud800  | not_json: half of a surrogate pair
            \\ud83d\\ude00  | EVENT
            ~x x 1025~      | field: id must be text of at most 1024 bytes, without NUL
            ~x x 1024~      | EVENT
            """)
    void textIsUtf8WithoutControlCharacters(String id, String expected) {
        assertThat(reading.outcome(
                        bytes(EventText.event().with("id", "\"@\"").toString().replace("@", id))))
                .isEqualTo(expected);
    }

    /** A whole line; {@code @} is a sound event, bytes are written {@code <ff>}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            @<0d>                    | EVENT
            <ef><bb><bf>@            | not_json: a byte order mark; write plain UTF-8
            <ff><fe>{<00>}<00>       | not_json: a character stands where JSON allows none of its kind
            <fe><ff><00>{<00>}       | not_json: a character stands where JSON allows none of its kind
            {<00>"<00>v<00>"<00>     | not_json: a character stands where JSON allows none of its kind
            <00>@                    | not_json: a character stands where JSON allows none of its kind
            @<00>                    | not_json: a character stands where JSON allows none of its kind
            <1b>]0;title<07>@        | not_json: a character stands where JSON allows none of its kind
            @@                       | not_json: something follows the object
            [@]                      | not_json: a JSON value, but not an object
            null                     | not_json: a JSON value, but not an object
            ~[ x 100000~             | not_json: nested deeper than 64 levels
            ~{"a": x 100000~         | not_json: nested deeper than 64 levels
            ~{"usage": x 100000~     | not_json: nested deeper than 64 levels
            {"x":~[ x 100000~        | not_json: nested deeper than 64 levels
            {}                       | field: v, id, ts, account, key, key_kind, provider, model, endpoint, format, usage_source, status, outcome, usage missing
            {"start":{}}             | field: id, ts, account, key, model, attempt missing
            """)
    void aLineIsOneObjectInUtf8(String text, String expected) {
        byte[] line = bytes(text.replace("@", EventText.event().toString()));
        assertTimeoutPreemptively(
                AT_ONCE, () -> assertThat(reading.outcome(line)).isEqualTo(expected));
    }

    /** Members that stand in a sound event once more, however deep and however spelled. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "i\\u0064":"x"                              | "id" occurs twice in its object
            "\\u0069\\u0064":null                       | "id" occurs twice in its object
            "x":{"a":1,"\\u0061":2}                     | "a" occurs twice in its object
            "x":[[[{"y":{"a":1,"a":1}}]]]               | "a" occurs twice in its object
            "x":{"":1,"":2}                             | "" occurs twice in its object
            "x":{"\\u0000":1,"\\u0000":2}               | "?" occurs twice in its object
            "x":{"\\u001b[2J":1,"\\u001b[2J":2}         | "?[2J" occurs twice in its object
            "x":{"\\ud83d\\ude00":1,"😀":2}             | "😀" occurs twice in its object
            "x":{"a":1,"a":1},"y":?                     | not_json
            """)
    void aNameOccursOnceInItsObject(String more, String expected) {
        String line = EventText.event().toString();
        assertThat(reading.outcome(line.substring(0, line.length() - 1) + "," + more + "}"))
                .startsWith(expected.equals("not_json") ? "not_json: " : "duplicate_json_key: " + expected);
    }

    /** {@code ~9 x 3~} is {@code 999}. */
    private static String expanded(String text) {
        return REPEATED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
    }

    /** {@code <ff>} is that byte; all else is UTF-8. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String all = expanded(text);
        for (int at = 0; at < all.length(); ) {
            if (all.startsWith("<", at) && at + 3 < all.length() && all.charAt(at + 3) == '>') {
                bytes.write(Integer.parseInt(all.substring(at + 1, at + 3), 16));
                at += 4;
            } else {
                int end = all.offsetByCodePoints(at, 1);
                bytes.writeBytes(all.substring(at, end).getBytes(StandardCharsets.UTF_8));
                at = end;
            }
        }
        return bytes.toByteArray();
    }
}
