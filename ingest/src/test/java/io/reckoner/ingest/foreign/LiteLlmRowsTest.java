package io.reckoner.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.UsageFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteLlmRowsTest {
    private static final ColumnMapping KEYS = new ColumnMapping(
            CsvShape.PLAIN,
            RowTime.STANDARD,
            Map.of(MappedField.ACCOUNT, "team_id"),
            Map.of(),
            Map.of(
                    MappedField.ACCOUNT, new ValueMap(Map.of("t-1", "acc_1")),
                    MappedField.KEY, new ValueMap(Map.of("88dc*", "key_1"))),
            Map.of(),
            UsageFormat.GENERIC,
            Map.of());

    private static final String ROW =
            """
            {"request_id":"chatcmpl-1","call_type":"acompletion","api_key":"88dc28d0f0","spend":0.00175,
            "total_tokens":130,"prompt_tokens":100,"completion_tokens":30,"startTime":"2026-03-01T09:59:58.5Z",
            "endTime":"2026-03-01T10:00:00.25Z","model":"gpt-4o","custom_llm_provider":"openai","team_id":"t-1",
            "metadata":{"status":"success","usage_object":{"prompt_tokens":100}},"cache_hit":"False","status":"success",
            "messages":{},"response":{},"request_tags":["a"]}
            """
                    .replace("\n", "");
    private static final String EVENT = "1: 2026-03-01T10:00:00.250Z acc_1 key_1 openai openai/gpt-4o ok 200: ";

    private final RowReading reading = new RowReading(ForeignFormat.LITELLM, KEYS, "");

    @Test
    void aRowIsAnEventAtItsEndAndItsSpendIsNoVendorCost() {
        assertThat(reading.of(ROW)).containsExactly(EVENT + "input 100, output 30");
        assertThat(reading.of("\uFEFF\n" + ROW)).containsExactly("2" + EVENT.substring(1) + "input 100, output 30");
        assertThat(reading.id()).isEqualTo("chatcmpl-1");
        assertThat(reading.event().latencyMillis).isEqualTo(1750);
        assertThat(reading.event().vendorCost).isEqualTo(EventBlock.ABSENT);
        assertThat(reading.of("\uFEFF" + ROW + "\r\n\n")).containsExactly(EVENT + "input 100, output 30");
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            "prompt_tokens_details":{"cached_tokens":80,"cache_creation_tokens":null} | input 20, cache_read 80, output 30
            "cache_read_input_tokens":80,"prompt_tokens_details":{"cached_tokens":80} | input 20, cache_read 80, output 30
            "cache_read_input_tokens":80,"prompt_tokens_details":{"cached_tokens":81} | identity_broken, cache_read_input_tokens is told twice and differs
            "cache_read_input_tokens":101                                            | identity_broken, openai.chat: prompt_tokens_details.cached_tokens is more than prompt_tokens
            "cache_creation_input_tokens":60,"prompt_tokens_details":{"cache_creation_tokens":60,"cache_write_tokens":60,"cache_creation_token_details":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":50}} | input 40, cache_write_5m 10, cache_write_1h 50, output 30
            "prompt_tokens_details":{"audio_tokens":5,"image_tokens":6}               | input 89, output 30, input_audio 5, input_image 6
            "completion_tokens_details":{"reasoning_tokens":20,"audio_tokens":1}      | input 100, output 9, reasoning 20, output_audio 1
            "completion_tokens_details":{"reasoning_tokens":31}                       | identity_broken, openai.chat: completion_tokens_details.reasoning_tokens is more than completion_tokens
            "prompt_tokens_details":{"video_tokens":7},"completion_tokens_details":{"video_tokens":2} | input 93, output 28, input_image 7, output_image 2
            "input_tokens":100,"input_tokens_details":{"cached_tokens":80},"output_tokens_details":{"reasoning_tokens":20} | input 20, cache_read 80, output 10, reasoning 20
            "cache_creation":{"ephemeral_1h_input_tokens":50},"cache_creation_input_tokens":60 | input 40, cache_write_5m 10, cache_write_1h 50, output 30
            "server_tool_use":{"web_search_requests":2}                               | input 100, output 30, web_search 2
            "cache_read_input_tokens":"many"                                          | count, cache_read_input_tokens is no whole number from 0 to 1e12
            """)
    void partsAreTakenOutOfTheirWhole(String usage, String expected) {
        String told = expected.contains(" is ") || expected.contains("broken") ? "1: " + expected : EVENT + expected;
        assertThat(reading.of(ROW.replace("\"prompt_tokens\":100}}", "\"prompt_tokens\":100," + usage + "}}")))
                .singleElement()
                .asString()
                .startsWith(told);
        assertThat(reading.of(ROW.replace(
                        "\"usage_object\":{\"prompt_tokens\":100}", "\"additional_usage_values\":{" + usage + "}")))
                .singleElement()
                .asString()
                .startsWith(told);
    }

    @ParameterizedTest(name = "[{index}] {0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            "total_tokens":130            | "total_tokens":131            | identity_broken, openai.chat: total_tokens is not prompt_tokens + completion_tokens
            "prompt_tokens":100,"compl    | "compl                        | field, prompt_tokens is missing; export the row with all its columns
            "total_tokens":130,           | ~~                            | field, total_tokens is missing; export the row with all its columns
            "usage_object":{"prompt_tokens":100} | "usage_object":{"input_tokens":100,"input_tokens_details":{"cached_tokens":80},"output_tokens":30,"total_tokens":130} | 2026-03-01T10:00:00.250Z acc_1 key_1 openai openai/gpt-4o ok 200: input 20, cache_read 80, output 30
            "model":"gpt-4o"              | "model":"azure/my-gpt"        | 2026-03-01T10:00:00.250Z acc_1 key_1 openai azure/my-gpt ok 200: input 100, output 30
            Z","endTime"                  | +00:00","endTime"             | 2026-03-01T10:00:00.250Z acc_1 key_1 openai openai/gpt-4o ok 200: input 100, output 30
            2026-03-01T10:00:00.25Z       | 2026-03-01 10:00:00.25        | 2026-03-01T10:00:00.250Z acc_1 key_1 openai openai/gpt-4o ok 200: input 100, output 30
            2026-03-01T10:00:00.25Z       | 2026-03-01 10:00:00.25+00:00  | 2026-03-01T10:00:00.250Z acc_1 key_1 openai openai/gpt-4o ok 200: input 100, output 30
            2026-03-01T10:00:00.25Z       | 2026-03-01T12:00:00.25+02:00  | bad_time, the time is not written as
            "cache_hit":"False"           | "cache_hit":"True"            | 2026-03-01T10:00:00.250Z acc_1 key_1 openai openai/gpt-4o ok 200: ~
            "cache_hit":"False"           | "cache_hit":"WAHR"            | field, cache_hit says neither true nor false
            "cache_hit":"False"           | "cache_hit":"None"            | 2026-03-01T10:00:00.250Z acc_1 key_1 openai openai/gpt-4o ok 200: input 100, output 30
            "88dc28d0f0"                  | "99dc28d0f0"                  | unknown_key, key "99dc28d0f0" is not known
            "t-1"                         | "t-2"                         | unknown_account, account "t-2" is not known
            "api_key":"88dc28d0f0"        | "api_key":"sk-1234"           | unfit  it holds API keys in clear
            "messages":{}                 | "messages":[{"role":"user"}]  | unfit  it holds prompts or replies in "messages"
            "response":{}                 | "response":{"id":"x"}         | unfit  it holds prompts or replies in "response"
            "prompt_tokens":100,"completion_tokens":30 | "prompt_tokens":0,"completion_tokens":0,"total_tokens":0 | duplicate_json_key, a name occurs twice in its object
            """)
    void whatARowSaysIsTakenAtItsWord(String from, String to, String expected) {
        assertThat(reading.of(ROW.replace(from, to)))
                .singleElement()
                .asString()
                .startsWith("1: " + expected.replace("~", ""));
    }

    @Test
    void failuresAreRecordedAndThoseOfNobodyAreBlank() {
        String nothing = ROW.replace(":130", ":0").replace(":100", ":0").replace(":30", ":0");
        assertThat(reading.of(nothing))
                .containsExactly(
                        "1: field, the row counts no tokens; what its call_type bills by is not in spend logs");
        String failed = nothing.replace("success", "failure");
        assertThat(reading.of(failed)).containsExactly(EVENT.replace("ok 200", "upstream_error 0"));
        String told = failed.replace(
                "\"status\":\"failure\",\"usage", "\"error_information\":{\"error_code\":\"408\"},\"usage");
        assertThat(reading.of(told)).containsExactly(EVENT.replace("ok 200", "timeout 408"));
        assertThat(reading.of(failed.replace("88dc28d0f0", ""))).isEmpty();
    }

    @Test
    void theSameRowsAsCsvAreTheSameEvents() {
        String metadata =
                "\"{\"\"usage_object\"\": {\"\"prompt_tokens\"\": 100, \"\"cache_read_input_tokens\"\": 80}}\"";
        assertThat(reading.of(
                        "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,"
                                + "endTime,model,custom_llm_provider,metadata,team_id,status,cache_hit,messages\r\n"
                                + "chatcmpl-1,acompletion,88dc28d0f0,0.1,130,100,30,2026-03-01 09:59:58.5,2026-03-01 10:00:00.25,"
                                + "gpt-4o,openai," + metadata + ",t-1,success,False,{}\r\n"))
                .containsExactly("2" + EVENT.substring(1) + "input 20, cache_read 80, output 30");
        ColumnMapping byAlias = new ColumnMapping(
                CsvShape.PLAIN,
                RowTime.STANDARD,
                Map.of(MappedField.KEY, "metadata.user_api_key_alias"),
                Map.of(MappedField.ACCOUNT, "acc_1"),
                Map.of(),
                Map.of(),
                UsageFormat.GENERIC,
                Map.of());
        assertThat(new RowReading(ForeignFormat.LITELLM, byAlias, "")
                        .of("request_id,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,"
                                + "custom_llm_provider,metadata,status,cache_hit\n"
                                + "r,130,100,30,2026-03-01 09:59:58.5,2026-03-01 10:00:00.25,gpt-4o,openai,"
                                + "\"{\"\"user_api_key_alias\"\":\"\"key_1\"\"}\",success,False\n"))
                .containsExactly("2" + EVENT.substring(1) + "input 100, output 30");
        assertThat(reading.of("request_id,model\nx,y\n").getFirst())
                .contains("there is no single column \"endTime\" in its heading")
                .contains("there is no single column \"metadata\" in its heading")
                .contains("there is no single column \"cache_hit\" in its heading")
                .contains("there is no single column \"status\" in its heading")
                .contains("unfit columns.account there is no single column \"team_id\"");
        assertThat(reading.of("[" + ROW + "]").getFirst()).startsWith("1: unfit  it is one JSON array");
        assertThat(reading.of(ROW.substring(0, 50)).getFirst()).startsWith("1: not_json");
    }
}
