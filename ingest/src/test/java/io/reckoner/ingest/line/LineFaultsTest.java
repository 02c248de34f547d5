package io.reckoner.ingest.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.suspense.SuspenseReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a line, and in which words and order it is said. */
class LineFaultsTest {
    private final LineReading reading = new LineReading();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            v            |               | field: v missing
            v            | 2             | field: v must be the number 1
            v            | "1"           | field: v must be the number 1
            v            | 1.0           | EVENT
            id           | null          | field: id missing
            id           | ""            | field: id missing
            id           | 7             | field: id must be text of at most 1024 bytes, without NUL
            id           | "a\\u0000b"   | field: id must be text of at most 1024 bytes, without NUL
            ts           | 1772366400    | field: ts must be text of at most 1024 bytes, without NUL
            account      |               | field: account missing
            key          | []            | field: key must be text of at most 1024 bytes, without NUL
            key_kind     | "prepaid"     | field: key_kind must be "payg" or "subscription"
            provider     | {}            | field: provider must be text of at most 1024 bytes, without NUL
            model        | false         | field: model must be text of at most 1024 bytes, without NUL
            endpoint     | null          | field: endpoint missing
            format       | 3             | field: format must be text of at most 1024 bytes, without NUL
            usage        |               | field: usage missing
            usage        | null          | field: usage missing
            usage        | []            | field: usage must be an object
            usage        | "100"         | field: usage must be an object
            usage_source | "guessed"     | field: usage_source must be "provider", "estimated" or "none"
            status       |               | field: status missing
            status       | "200"         | field: status must be a whole number up to 999
            status       | 200.0         | EVENT
            status       | 200.5         | field: status must be a whole number up to 999
            status       | -1            | field: status must be a whole number up to 999
            status       | 1000          | field: status must be a whole number up to 999
            outcome      | "fine"        | field: outcome must be one of the outcomes of format 1
            stream       | 1             | field: stream must be true or false
            stream       | null          | EVENT
            attempt      | 1.5           | field: attempt must be a whole number up to 1000000
            latency_ms   | 12.7          | EVENT
            latency_ms   | -1            | field: latency_ms must be a number from 0 to 1e12
            ttft_ms      | "fast"        | field: ttft_ms must be a number from 0 to 1e12
            vendor_cost_usd | "0.01"     | field: vendor_cost_usd must be a number not below 0
            vendor_cost_usd | -0.01      | field: vendor_cost_usd must be a number not below 0
            vendor_cost_usd | 1e-999999999 | EVENT
            tags         | []            | field: tags must be an object of texts
            tags         | {"team":1}    | field: tags must be an object of texts
            tags         | {"other":1}   | EVENT
            tags         | {"team":null} | EVENT
            requested_model | ""         | EVENT
            anything     | {"a":[1,2]}   | EVENT
            """)
    void fieldsAreThereAndOfTheirType(String field, String json, String expected) {
        assertThat(reading.outcome(
                        EventText.event().with(field, json == null ? "" : json).bytes()))
                .isEqualTo(expected);
    }

    @Test
    void namesAllFaultyFieldsAtOnce() {
        EventText text = EventText.event()
                .with("account", "")
                .with("model", "null")
                .with("status", "\"ok\"")
                .with("stream", "0");
        assertThat(reading.outcome(text.bytes()))
                .isEqualTo("field: account, model missing; status must be a whole number up to 999;"
                        + " stream must be true or false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\":\"evt_2\"",
                "\"\\u0069d\":\"evt_1\"",
                "\"account\":null",
                "\"stream\":true",
                "\"x\":{\"y\":{\"z\":1,\"z\":1}}",
                "\"x\":[{\"z\":1,\"z\":1}]"
            })
    void findsNamesThatOccurTwiceAtAnyLevel(String more) {
        String line = EventText.event().toString();
        assertThat(reading.outcome(line.substring(0, line.length() - 1) + "," + more + "}"))
                .startsWith("duplicate_json_key: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt_tokens\":1,\"prompt_tokens\":1}",
                "{\"prompt_tokens_details\":{\"audio_tokens\":0,\"audio_tokens\":0}}",
                "{\"other\":1,\"other\":2}",
                "{\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"modality\":\"TEXT\"}]}"
            })
    void findsNamesThatOccurTwiceInUsage(String usage) {
        assertThat(reading.outcome(EventText.event().with("usage", usage).bytes()))
                .startsWith("duplicate_json_key: ");
    }

    /** Every line is bad in everything from its row on; the first reason is the one given. */
    @Test
    void judgesInOneOrder() {
        EventText text =
                EventText.event().with("usage", "{\"prompt_tokens\":10,\"completion_tokens\":2,\"total_tokens\":99}");
        List<String> reasons = new ArrayList<>();
        reasons.add(reason(text));
        reasons.add(reason(text.with("usage", "{\"prompt_tokens\":-1,\"completion_tokens\":2,\"total_tokens\":99}")));
        reasons.add(reason(text.with("format", "\"openai.chats\"")));
        reasons.add(reason(text.with("key_kind", "\"subscription\"")));
        reasons.add(reason(text.with("key", "\"key_b1\"")));
        reasons.add(reason(text.with("key", "\"key_x\"")));
        reasons.add(reason(text.with("account", "\"acct_x\"")));
        reasons.add(reason(text.with("ts", "\"2026-02-30T00:00:00Z\"")));
        reasons.add(reason(text.with("status", "-1")));
        reasons.add(reason(text.with("x", "{\"a\":1,\"a\":1}")));
        reasons.add(reason(text.with("y", "?")));
        assertThat(reasons)
                .containsExactly(
                        "identity_broken",
                        "count",
                        "unknown_dialect",
                        "key_kind_mismatch",
                        "key_of_another_account",
                        "unknown_key",
                        "unknown_account",
                        "bad_time",
                        "field",
                        "duplicate_json_key",
                        "not_json");
        List<SuspenseReason> order = reasons.stream()
                .map(r -> SuspenseReason.byCode(r).orElseThrow())
                .toList();
        assertThat(order).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    private String reason(EventText text) {
        return reading.outcome(text.bytes()).split(":")[0];
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            account | "acct_x"        | unknown_account: account "acct_x" is not known
            key     | "sk-secret-0123456789abcdef" | unknown_key: key "sk-secret-01…" is not known
            key     | "key_b1"        | key_of_another_account: key "key_b1" is not a key of account "acct_a"
            key     | "key_a2"        | key_kind_mismatch: key "key_a2" is subscription, the line says payg
            format  | "openai.magic"  | unknown_dialect: format "openai.magic" is not known
            """)
    void saysWhoseLineItIsNot(String field, String json, String expected) {
        assertThat(reading.outcome(EventText.event().with(field, json).bytes())).isEqualTo(expected);
    }

    @Test
    void aVendorCostOfAMillionIsAnOverflowJudgedLast() {
        assertThat(reading.outcome(EventText.event()
                        .with("vendor_cost_usd", "999999.999999999999")
                        .bytes()))
                .isEqualTo("EVENT");
        assertThat(reading.event.vendorCost).isEqualTo(999_999_999_999_999_999L);
        assertThat(reading.outcome(
                        EventText.event().with("vendor_cost_usd", "1e6").bytes()))
                .isEqualTo("EVENT");
        assertThat(reading.event.verdict).isEqualTo((byte) SuspenseReason.OVERFLOW.ordinal());
        assertThat(reading.outcome(
                        EventText.event().with("vendor_cost_usd", "1e999999999").bytes()))
                .isEqualTo("EVENT");
        assertThat(reading.event.verdict).isEqualTo((byte) SuspenseReason.OVERFLOW.ordinal());
    }
}
