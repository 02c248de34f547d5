package io.reckoner.ingest.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageFormat;
import io.reckoner.kernel.usage.UsageSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineDecoderTest {
    private final LineReading reading = new LineReading();

    private long hash(EventText text) {
        assertThat(reading.outcome(text.bytes())).isEqualTo("EVENT");
        return reading.event.contentHash;
    }

    @Test
    void fillsEveryField() {
        EventText text = EventText.event().with("vendor_cost_usd", "0.0123").with("note", "[{\"any\":1}]");
        assertThat(reading.outcome(text.bytes())).isEqualTo("EVENT");
        assertThat(reading.event.id).hasToString("evt_1");
        assertThat(reading.event.ts).isEqualTo(1_772_366_400_000_000L);
        assertThat(LineReading.DIRECTORY.account(reading.event.account)).isEqualTo("acct_a");
        assertThat(LineReading.DIRECTORY.key(reading.event.key).id()).isEqualTo("key_a1");
        assertThat(reading.event.keyKind).isEqualTo((byte) KeyKind.PAYG.ordinal());
        assertThat(List.of(
                        reading.event.provider,
                        reading.event.model,
                        reading.event.requestedModel,
                        reading.event.endpoint,
                        reading.event.serviceTier))
                .extracting(reading.symbols::name)
                .containsExactly("openai", "openai/gpt-5", "gpt-5", "/v1/chat/completions", "default");
        assertThat(reading.event.format).isEqualTo((byte) UsageFormat.OPENAI_CHAT.ordinal());
        assertThat(reading.event.usageSource).isEqualTo((byte) UsageSource.PROVIDER.ordinal());
        assertThat(reading.event.outcome).isEqualTo((byte) Outcome.OK.ordinal());
        assertThat(reading.event.stream).isTrue();
        assertThat(reading.event.status).isEqualTo(200);
        assertThat(reading.event.attempt).isEqualTo(1);
        assertThat(reading.event.latencyMillis).isEqualTo(850);
        assertThat(reading.event.ttftMillis).isEqualTo(120);
        assertThat(reading.event.vendorCost).isEqualTo(12_300_000_000L);
        assertThat(reading.event.upstreamId).hasToString("resp_9");
        assertThat(reading.event.tags).hasToString("purpose\0chat\0team\0core\0");
        assertThat(reading.event.count(Component.INPUT)).isEqualTo(100);
        assertThat(reading.event.count(Component.OUTPUT)).isEqualTo(20);
        assertThat(reading.event.count(Component.REQUEST)).isEqualTo(1);
        assertThat(reading.event.verdict).isEqualTo(DecodedEvent.FINE);
    }

    @Test
    void leavesNothingOfTheLineBefore() {
        reading.outcome(EventText.event().with("vendor_cost_usd", "1").bytes());
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
        assertThat(reading.outcome(bare.bytes())).isEqualTo("EVENT");
        assertThat(reading.event.present).isZero();
        assertThat(reading.event.requestedModel).isEqualTo(EventBlock.NO_NAME);
        assertThat(reading.event.serviceTier).isEqualTo(EventBlock.NO_NAME);
        assertThat(reading.event.stream).isFalse();
        assertThat(reading.event.latencyMillis).isEqualTo(EventBlock.ABSENT);
        assertThat(reading.event.ttftMillis).isEqualTo(EventBlock.ABSENT);
        assertThat(reading.event.vendorCost).isEqualTo(EventBlock.ABSENT);
        assertThat(reading.event.upstreamId.length + reading.event.tags.length).isZero();
    }

    /** A line may break off anywhere; the next must not show it. */
    @Test
    void leavesNothingOfALineThatBrokeOff() {
        byte[] torn = EventText.event()
                .with("tags", "{\"team\":\"torn\",\"zone\":\"torn\"}")
                .with("vendor_cost_usd", "2e6")
                .bytes();
        byte[] sound = EventText.event().with("tags", "{\"purpose\":\"chat\"}").bytes();
        reading.outcome(sound);
        long hash = reading.event.contentHash;
        for (int cut = 0; cut < torn.length; cut++) {
            reading.decoder.read(torn, 0, cut, reading.event);
            assertThat(reading.outcome(sound)).isEqualTo("EVENT");
            assertThat(reading.event.tags).hasToString("purpose\0chat\0");
            assertThat(reading.event.contentHash).isEqualTo(hash);
            assertThat(reading.event.verdict).isEqualTo(DecodedEvent.FINE);
            assertThat(reading.event.count(Component.INPUT)).isEqualTo(100);
        }
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
        assertThat(reading.outcome(line)).isEqualTo(expected);
        assertThat(reading.outcome(line + "\r")).isEqualTo(expected);
    }

    @Test
    void aStartIsAStartAndAnEventMayHaveAStrangeMemberOfThatName() {
        assertThat(reading.outcome(EventText.event().start())).isEqualTo("START");
        assertThat(reading.event.id).hasToString("evt_1");
        assertThat(reading.event.ts).isEqualTo(1_772_366_400_000_000L);
        assertThat(reading.decoder.judgeLost(reading.event)).isTrue();
        assertThat(reading.event.outcome).isEqualTo((byte) Outcome.LOST.ordinal());
        assertThat(reading.event.lostStart).isTrue();
        assertThat(reading.event.provider).isEqualTo(EventBlock.NO_NAME);
        assertThat(reading.event.endpoint).isEqualTo(EventBlock.NO_NAME);
        assertThat(reading.event.present).isZero();

        String line = EventText.event().toString().substring(1);
        String strange = "\"start\":{\"id\":\"other\",\"ts\":\"2020-01-01T00:00:00Z\"},";
        assertThat(reading.outcome("{" + strange + line)).isEqualTo("EVENT");
        assertThat(reading.event.id).hasToString("evt_1");
        assertThat(reading.outcome("{\"seal\":{}," + line)).isEqualTo("EVENT");
        assertThat(reading.outcome("{\"start\":5,\"seal\":\"x\"," + line)).isEqualTo("EVENT");
    }

    @Test
    void withoutUsageNoReaderIsNeeded() {
        EventText none = EventText.event().with("usage_source", "\"none\"").with("format", "\"cohere.chat\"");
        assertThat(reading.outcome(none.with("usage", "").bytes())).isEqualTo("EVENT");
        assertThat(reading.outcome(none.with("usage", "{}").bytes())).isEqualTo("EVENT");
        assertThat(reading.outcome(
                        none.with("usage", "{\"prompt_tokens\":null}").bytes()))
                .isEqualTo("EVENT");
        assertThat(reading.event.present).isZero();
        assertThat(reading.outcome(none.with("usage", "{\"prompt_tokens\":5}").bytes()))
                .isEqualTo("field: usage is given although usage_source is none");
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
        assertThat(reading.outcome(spelled)).isEqualTo("EVENT");
        assertThat(reading.event.contentHash).isEqualTo(hash);
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
        reading.outcome(line);
        long hash = reading.event.contentHash;
        for (int before = 0; before < 9; before++) {
            byte[] buffer = new byte[before + line.length];
            Arrays.fill(buffer, (byte) '"');
            System.arraycopy(line, 0, buffer, before, line.length);
            assertThat(reading.decoder.read(buffer, before, line.length, reading.event))
                    .isEqualTo(LineClass.EVENT);
            assertThat(reading.event.contentHash).isEqualTo(hash);
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
                LineClass found = reading.decoder.read(line, 0, length, reading.event);
                classes[found.ordinal()]++;
                if (found == LineClass.EVENT) {
                    reading.decoder.judge(reading.event);
                }
            }
        });
        assertThat(classes[LineClass.EVENT.ordinal()]).isGreaterThan(1000);
        assertThat(classes[LineClass.SUSPENDED.ordinal()]).isGreaterThan(1000);
    }
}
