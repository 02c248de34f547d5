package io.reckoner.ingest.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.Symbols;
import io.reckoner.kernel.usage.UsageFormat;
import io.reckoner.kernel.usage.UsageSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineDecoderTest {
    private static final Directory DIRECTORY = Directory.of(
            List.of("acct_b", "acct_a"),
            List.of(
                    new Directory.Key("key_a1", "acct_a", KeyKind.PAYG),
                    new Directory.Key("key_a2", "acct_a", KeyKind.SUBSCRIPTION),
                    new Directory.Key("key_b1", "acct_b", KeyKind.PAYG)));

    private final Symbols symbols = new Symbols();
    private final LineDecoder decoder = new LineDecoder(DIRECTORY, symbols, Set.of("purpose", "team", "zone"));
    private final DecodedEvent event = new DecodedEvent();

    private String outcome(byte[] line) {
        LineClass found = decoder.read(line, 0, line.length, event);
        if (found == LineClass.SUSPENDED || found == LineClass.EVENT && !decoder.judge(event)) {
            return decoder.verdict().reason().code() + ": " + decoder.verdict().detail();
        }
        return found.name();
    }

    private String outcome(String line) {
        return outcome(line.getBytes(StandardCharsets.UTF_8));
    }

    private long hash(EventText text) {
        assertThat(outcome(text.bytes())).isEqualTo("EVENT");
        return event.contentHash;
    }

    @Test
    void fillsEveryField() {
        EventText text = EventText.event().with("vendor_cost_usd", "0.0123").with("note", "[{\"any\":1}]");
        assertThat(outcome(text.bytes())).isEqualTo("EVENT");
        assertThat(event.id).hasToString("evt_1");
        assertThat(event.ts).isEqualTo(1_772_366_400_000_000L);
        assertThat(DIRECTORY.account(event.account)).isEqualTo("acct_a");
        assertThat(DIRECTORY.key(event.key).id()).isEqualTo("key_a1");
        assertThat(event.keyKind).isEqualTo((byte) KeyKind.PAYG.ordinal());
        assertThat(List.of(event.provider, event.model, event.requestedModel, event.endpoint, event.serviceTier))
                .extracting(symbols::name)
                .containsExactly("openai", "openai/gpt-5", "gpt-5", "/v1/chat/completions", "default");
        assertThat(event.format).isEqualTo((byte) UsageFormat.OPENAI_CHAT.ordinal());
        assertThat(event.usageSource).isEqualTo((byte) UsageSource.PROVIDER.ordinal());
        assertThat(event.outcome).isEqualTo((byte) Outcome.OK.ordinal());
        assertThat(event.stream).isTrue();
        assertThat(event.status).isEqualTo(200);
        assertThat(event.attempt).isEqualTo(1);
        assertThat(event.latencyMillis).isEqualTo(850);
        assertThat(event.ttftMillis).isEqualTo(120);
        assertThat(event.vendorCost).isEqualTo(12_300_000_000L);
        assertThat(event.upstreamId).hasToString("resp_9");
        assertThat(event.tags).hasToString("purpose\0chat\0team\0core\0");
        assertThat(event.count(Component.INPUT)).isEqualTo(100);
        assertThat(event.count(Component.OUTPUT)).isEqualTo(20);
        assertThat(event.count(Component.REQUEST)).isEqualTo(1);
        assertThat(event.verdict).isEqualTo(DecodedEvent.FINE);
    }

    @Test
    void leavesNothingOfTheLineBefore() {
        outcome(EventText.event().with("vendor_cost_usd", "1").bytes());
        EventText bare = EventText.event().id("evt_2").with("usage", "").with("usage_source", "\"none\"");
        for (String optional : List.of(
                "requested_model",
                "service_tier",
                "stream",
                "attempt",
                "latency_ms",
                "ttft_ms",
                "upstream_id",
                "tags")) {
            bare.with(optional, "");
        }
        assertThat(outcome(bare.bytes())).isEqualTo("EVENT");
        assertThat(event.present).isZero();
        assertThat(event.requestedModel).isEqualTo(EventBlock.NO_NAME);
        assertThat(event.serviceTier).isEqualTo(EventBlock.NO_NAME);
        assertThat(event.stream).isFalse();
        assertThat(event.latencyMillis).isEqualTo(EventBlock.ABSENT);
        assertThat(event.ttftMillis).isEqualTo(EventBlock.ABSENT);
        assertThat(event.vendorCost).isEqualTo(EventBlock.ABSENT);
        assertThat(event.upstreamId.length + event.tags.length).isZero();
    }

    /** A line may break off anywhere; the next must not show it. */
    @Test
    void leavesNothingOfALineThatBrokeOff() {
        byte[] torn = EventText.event()
                .with("tags", "{\"team\":\"torn\",\"zone\":\"torn\"}")
                .with("vendor_cost_usd", "2e6")
                .bytes();
        byte[] sound = EventText.event().with("tags", "{\"purpose\":\"chat\"}").bytes();
        outcome(sound);
        long hash = event.contentHash;
        for (int cut = 0; cut < torn.length; cut++) {
            decoder.read(torn, 0, cut, event);
            assertThat(outcome(sound)).isEqualTo("EVENT");
            assertThat(event.tags).hasToString("purpose\0chat\0");
            assertThat(event.contentHash).isEqualTo(hash);
            assertThat(event.verdict).isEqualTo(DecodedEvent.FINE);
            assertThat(event.count(Component.INPUT)).isEqualTo(100);
        }
    }

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
        assertThat(outcome(
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
        assertThat(outcome(text.bytes()))
                .isEqualTo("field: account, model missing; status must be a whole number up to 999;"
                        + " stream must be true or false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            ''                  | BLANK
            '  '                | BLANK
            'null'              | not_json: a JSON value, but not an object
            [1]                 | not_json: a JSON value, but not an object
            12                  | not_json: a JSON value, but not an object
            [1                  | not_json: the line ends inside a value
            {}                  | field: v, id, ts, account, key, key_kind, provider, model, endpoint, format, usage_source, status, outcome, usage missing
            {"a":1,"a":2        | not_json: the line ends inside a value
            {"a":1,"a":2}       | duplicate_json_key: "a" occurs twice in its object
            {"a":{"b":1,"\\u0062":2}} | duplicate_json_key: "b" occurs twice in its object
            {"seal":{"v":1}}    | SEAL
            {"start":5}         | field: v, id, ts, account, key, key_kind, provider, model, endpoint, format, usage_source, status, outcome, usage missing
            {"start":{}}        | field: id, ts, account, key, model, attempt missing
            {"start":{"id":"a","id":"b"}} | duplicate_json_key: "id" occurs twice in its object
            """)
    void tellsLinesApart(String line, String expected) {
        assertThat(outcome(line)).isEqualTo(expected);
        assertThat(outcome(line + "\r")).isEqualTo(expected);
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
        assertThat(outcome(line.substring(0, line.length() - 1) + "," + more + "}"))
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
        assertThat(outcome(EventText.event().with("usage", usage).bytes())).startsWith("duplicate_json_key: ");
    }

    @Test
    void aStartIsAStartAndAnEventMayHaveAStrangeMemberOfThatName() {
        assertThat(outcome(EventText.event().start())).isEqualTo("START");
        assertThat(event.id).hasToString("evt_1");
        assertThat(event.ts).isEqualTo(1_772_366_400_000_000L);
        assertThat(decoder.judgeLost(event)).isTrue();
        assertThat(event.outcome).isEqualTo((byte) Outcome.LOST.ordinal());
        assertThat(event.lostStart).isTrue();
        assertThat(event.provider).isEqualTo(EventBlock.NO_NAME);
        assertThat(event.endpoint).isEqualTo(EventBlock.NO_NAME);
        assertThat(event.present).isZero();

        String line = EventText.event().toString().substring(1);
        String strange = "\"start\":{\"id\":\"other\",\"ts\":\"2020-01-01T00:00:00Z\"},";
        assertThat(outcome("{" + strange + line)).isEqualTo("EVENT");
        assertThat(event.id).hasToString("evt_1");
        assertThat(outcome("{\"seal\":{}," + line)).isEqualTo("EVENT");
        assertThat(outcome("{\"start\":5,\"seal\":\"x\"," + line)).isEqualTo("EVENT");
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
        return outcome(text.bytes()).split(":")[0];
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
            format  | "bedrock.converse" | unknown_dialect: bedrock.converse: there is no reader for bedrock.converse yet
            """)
    void saysWhoseLineItIsNot(String field, String json, String expected) {
        assertThat(outcome(EventText.event().with(field, json).bytes())).isEqualTo(expected);
    }

    @Test
    void withoutUsageNoReaderIsNeeded() {
        EventText none = EventText.event().with("usage_source", "\"none\"").with("format", "\"cohere.chat\"");
        assertThat(outcome(none.with("usage", "").bytes())).isEqualTo("EVENT");
        assertThat(outcome(none.with("usage", "{}").bytes())).isEqualTo("EVENT");
        assertThat(outcome(none.with("usage", "{\"prompt_tokens\":null}").bytes()))
                .isEqualTo("EVENT");
        assertThat(event.present).isZero();
        assertThat(outcome(none.with("usage", "{\"prompt_tokens\":5}").bytes()))
                .isEqualTo("field: usage is given although usage_source is none");
    }

    @Test
    void aVendorCostOfAMillionIsAnOverflowJudgedLast() {
        assertThat(outcome(EventText.event()
                        .with("vendor_cost_usd", "999999.999999999999")
                        .bytes()))
                .isEqualTo("EVENT");
        assertThat(event.vendorCost).isEqualTo(999_999_999_999_999_999L);
        assertThat(outcome(EventText.event().with("vendor_cost_usd", "1e6").bytes()))
                .isEqualTo("EVENT");
        assertThat(event.verdict).isEqualTo((byte) SuspenseReason.OVERFLOW.ordinal());
        assertThat(outcome(
                        EventText.event().with("vendor_cost_usd", "1e999999999").bytes()))
                .isEqualTo("EVENT");
        assertThat(event.verdict).isEqualTo((byte) SuspenseReason.OVERFLOW.ordinal());
    }

    @Test
    void sameContentIsSameWhateverItsSpelling() {
        long hash = hash(EventText.event());
        String line = EventText.event().toString();
        String spelled = line.replace(",", " ,\t")
                .replace("evt_1", "\\u0065vt_1")
                .replace(":100", ":1e2")
                .replace("\"status\":200", "\"status\":200.0")
                .replace("\"v\":1", "\"gone\":null , \"v\":1");
        assertThat(outcome(spelled)).isEqualTo("EVENT");
        assertThat(event.contentHash).isEqualTo(hash);
        assertThat(hash(EventText.event().with("v", "").with("v", "1"))).isEqualTo(hash);
        assertThat(hash(EventText.event().with("unknown", "1"))).isNotEqualTo(hash);
        assertThat(hash(EventText.event().with("usage", "{\"prompt_tokens\":100,\"completion_tokens\":21}")))
                .isNotEqualTo(hash);
        assertThat(hash(EventText.event().with("tags", "{\"team\":\"core\",\"purpose\":\"chat\",\"x\":\"\"}")))
                .isNotEqualTo(hash);
    }

    @Test
    void decodesAnywhereInTheBuffer() {
        byte[] line = EventText.event().bytes();
        outcome(line);
        long hash = event.contentHash;
        for (int before = 0; before < 9; before++) {
            byte[] buffer = new byte[before + line.length];
            Arrays.fill(buffer, (byte) '"');
            System.arraycopy(line, 0, buffer, before, line.length);
            assertThat(decoder.read(buffer, before, line.length, event)).isEqualTo(LineClass.EVENT);
            assertThat(event.contentHash).isEqualTo(hash);
        }
    }

    @Test
    void survivesWhateverItIsGiven() {
        Random random = new Random(5);
        byte[] sound = EventText.event().with("vendor_cost_usd", "0.0123").bytes();
        int[] classes = new int[LineClass.values().length];
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 100_000; i++) {
                byte[] line = sound.clone();
                for (int change = random.nextInt(4); change >= 0; change--) {
                    line[random.nextInt(line.length)] =
                            random.nextBoolean() ? (byte) random.nextInt(256) : sound[random.nextInt(sound.length)];
                }
                int length = random.nextInt(10) == 0 ? random.nextInt(line.length) : line.length;
                LineClass found = decoder.read(line, 0, length, event);
                classes[found.ordinal()]++;
                if (found == LineClass.EVENT) {
                    decoder.judge(event);
                }
            }
        });
        assertThat(classes[LineClass.EVENT.ordinal()]).isGreaterThan(1000);
        assertThat(classes[LineClass.SUSPENDED.ordinal()]).isGreaterThan(1000);
    }
}
