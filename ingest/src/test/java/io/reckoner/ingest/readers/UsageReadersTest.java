package io.reckoner.ingest.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.UsageFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UsageReadersTest {
    private static String read(String format, String provider, String usage) {
        UsageFormat known = UsageFormat.byCode(format).orElseThrow();
        return switch (UsageReaders.read(usage, known, provider)) {
            case UsageReaders.Result.Counts counts ->
                new TreeMap<>(counts.counts())
                        .entrySet().stream()
                                .map(e -> e.getKey().code() + "=" + e.getValue())
                                .collect(Collectors.joining(" "));
            case UsageReaders.Result.Fault fault -> fault.reason().code() + ": " + fault.detail();
        };
    }

    @ParameterizedTest
    @CsvFileSource(resources = "usage-bodies.csv", delimiter = '|', quoteCharacter = '\'')
    void realShapesGiveDisjointCounts(String format, String provider, String usage, String expected) {
        assertThat(read(format, provider, usage)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            openai.chat | openai | {"prompt_tokens":10,"completion_tokens":5,"total_tokens":16} | identity_broken: total_tokens is not prompt_tokens + completion_tokens
            openai.chat | openai | {"prompt_tokens":10,"completion_tokens":5,"total_tokens":14} | identity_broken: total_tokens is not prompt_tokens + completion_tokens
            openai.chat | google | {"prompt_tokens":10,"completion_tokens":5,"total_tokens":14} | identity_broken: total_tokens is not prompt_tokens + completion_tokens
            openai.chat | google | {"prompt_tokens":10,"completion_tokens":5,"total_tokens":17,"completion_tokens_details":{"reasoning_tokens":4}} | identity_broken: total_tokens is not prompt_tokens + completion_tokens
            openai.chat | xai | {"prompt_tokens":10,"completion_tokens":5,"total_tokens":24,"completion_tokens_details":{"reasoning_tokens":8}} | identity_broken: total_tokens is not prompt_tokens + completion_tokens
            openai.chat | openai | {"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"completion_tokens_details":{"reasoning_tokens":6}} | identity_broken: completion_tokens_details.reasoning_tokens is more than completion_tokens
            openai.chat | openai | {"prompt_tokens":10,"completion_tokens":5,"completion_tokens_details":{"reasoning_tokens":3,"audio_tokens":3}} | identity_broken: reasoning, audio and image tokens are more than completion_tokens
            openai.chat | openai | {"prompt_tokens":10,"completion_tokens":5,"completion_tokens_details":{"rejected_prediction_tokens":6}} | identity_broken: completion_tokens_details.rejected_prediction_tokens is more than completion_tokens
            openai.chat | openai | {"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":11}} | identity_broken: prompt_tokens_details.cached_tokens is more than prompt_tokens
            openai.chat | openai | {"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":6,"cache_write_tokens":5}} | identity_broken: cached, written, audio and image tokens are more than prompt_tokens
            openai.chat | openai | {"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":6,"audio_tokens":5}} | identity_broken: cached, written, audio and image tokens are more than prompt_tokens
            openai.chat | openai | {"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":6,"cached_tokens_details":{"audio_tokens":6}}} | identity_broken: prompt_tokens_details.cached_tokens_details.audio_tokens is more than prompt_tokens_details.audio_tokens
            openai.chat | openai | {"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":6,"cached_tokens_details":{"text_tokens":7}}} | identity_broken: prompt_tokens_details.cached_tokens_details are more than prompt_tokens_details.cached_tokens
            openai.chat | deepseek | {"prompt_tokens":10,"completion_tokens":5,"prompt_cache_hit_tokens":3,"prompt_cache_miss_tokens":6} | identity_broken: prompt_cache_hit_tokens + prompt_cache_miss_tokens is not prompt_tokens
            openai.chat | mistral | {"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":3},"num_cached_tokens":4} | identity_broken: num_cached_tokens is not the other count of cached tokens
            openai.chat | openai | {} | count: prompt_tokens is missing
            openai.chat | openai | {"prompt_tokens":null,"completion_tokens":5} | count: prompt_tokens is missing
            openai.chat | openai | {"prompt_tokens":5} | count: completion_tokens is missing
            openai.chat | openai | {"prompt_tokens":"5","completion_tokens":5} | count: prompt_tokens is not a number
            openai.chat | openai | {"prompt_tokens":5,"completion_tokens":-5} | count: completion_tokens is negative
            openai.chat | openai | {"prompt_tokens":5,"completion_tokens":5.5} | count: completion_tokens is not a whole number
            openai.chat | openai | {"prompt_tokens":1e13,"completion_tokens":5} | count: prompt_tokens is above 1e12
            openai.chat | openai | {"prompt_tokens":1e999999999,"completion_tokens":5} | count: prompt_tokens is above 1e12
            openai.chat | openai | {"prompt_tokens":5,"completion_tokens":5,"prompt_tokens_details":7} | count: prompt_tokens_details is not the object or list it should be
            openai.chat | openai | {"prompt_tokens":5,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":true}} | count: prompt_tokens_details.cached_tokens is not a number
            openai.chat | openai | {"prompt_tokens":5,"completion_tokens":9,"total_tokens":1,"completion_tokens_details":{"reasoning_tokens":-1}} | count: completion_tokens_details.reasoning_tokens is negative
            openai.responses | openai | {"input_tokens":10,"output_tokens":5,"total_tokens":16} | identity_broken: total_tokens is not input_tokens + output_tokens
            openai.responses | openai | {"prompt_tokens":10,"completion_tokens":5,"total_tokens":15} | count: input_tokens is missing
            anthropic.messages | anthropic | {"input_tokens":10,"output_tokens":5,"cache_creation_input_tokens":4,"cache_creation":{"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":2}} | identity_broken: cache_creation is more than cache_creation_input_tokens
            anthropic.messages | anthropic | {"input_tokens":10,"output_tokens":5,"output_tokens_details":{"thinking_tokens":6}} | identity_broken: output_tokens_details.thinking_tokens is more than output_tokens
            anthropic.messages | anthropic | {"output_tokens":5} | count: input_tokens is missing
            anthropic.messages | anthropic | {"input_tokens":5} | count: output_tokens is missing
            google.generate | google | {"promptTokenCount":10,"candidatesTokenCount":5,"thoughtsTokenCount":5,"totalTokenCount":15} | identity_broken: totalTokenCount is not the sum of prompt, candidates, thoughts and tool-use prompt
            google.generate | google | {"promptTokenCount":10,"cachedContentTokenCount":11} | identity_broken: cachedContentTokenCount is more than promptTokenCount
            google.generate | google | {"promptTokenCount":10,"promptTokensDetails":[{"modality":"TEXT","tokenCount":6},{"modality":"TEXT","tokenCount":5}]} | identity_broken: promptTokensDetails are more than their count
            google.generate | google | {"promptTokenCount":10,"promptTokensDetails":[{"modality":"IMAGE","tokenCount":6}],"cachedContentTokenCount":5} | identity_broken: cached tokens are more than the prompt has of their kind
            google.generate | google | {"promptTokenCount":10,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":6}],"cachedContentTokenCount":5,"cacheTokensDetails":[{"modality":"IMAGE","tokenCount":1}]} | identity_broken: cached tokens are more than the prompt has of their kind
            google.generate | google | {"promptTokenCount":10,"candidatesTokenCount":5,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":6}]} | identity_broken: candidatesTokensDetails are more than their count
            google.generate | google | {"promptTokenCount":10,"promptTokensDetails":[{"modality":"SMELL","tokenCount":6}]} | count: promptTokensDetails is not the object or list it should be
            google.generate | google | {"promptTokenCount":10,"promptTokensDetails":[{"modality":"TEXT","tokenCount":"6"}]} | count: promptTokensDetails is not the object or list it should be
            google.generate | google | {"candidatesTokenCount":10} | count: promptTokenCount is missing
            generic | any | {"input":1,"tokens":5} | count: "tokens" is no component
            generic | any | {"input":1,"total_tokens":5} | count: "total_tokens" is no component
            generic | any | {"input":1,"note":"x"} | count: "note" is no component
            generic | any | {"input":1,"note":null} | input=1 request=1
            generic | any | {"seconds":0.0000001} | count: seconds has more than 6 decimals
            generic | any | {"seconds":999999999999.999999} | seconds=999999999999999999 request=1
            generic | any | {"seconds":1e12} | count: seconds is 1e12 or more
            generic | any | {"seconds":1000000000000.000001} | count: seconds is 1e12 or more
            generic | any | {"seconds":-1} | count: seconds is negative
            generic | any | {"input":1.5} | count: input is not a whole number
            generic | any | {"input":1,"request":2} | count: request is always 1
            generic | any | {} | count: usage has no count
            bedrock.converse | bedrock | {"inputTokens":1,"outputTokens":2,"totalTokens":3} | unknown_dialect: there is no reader for bedrock.converse yet
            openai.chat | openai | {"prompt_tokens":1,"prompt_tokens":1,"completion_tokens":1} | duplicate_json_key: "prompt_tokens" occurs twice in its object
            openai.chat | openai | [1] | not_json: a character stands where JSON allows none of its kind
            """)
    void whatDoesNotAddUpIsNeverCut(String format, String provider, String usage, String expected) {
        assertThat(read(format, provider, usage)).isEqualTo(expected);
    }

    /** In every format a count that cannot be is a fault before any sum is. */
    @ParameterizedTest
    @EnumSource(UsageFormat.class)
    void everyFormatIsReadOrSaysThatItIsNot(UsageFormat format) {
        var result = UsageReaders.read("{\"no\":{\"such\":[\"thing\"]}}", format, "any");
        assertThat(result).isInstanceOfSatisfying(UsageReaders.Result.Fault.class, fault -> assertThat(fault.reason())
                .isIn(SuspenseReason.COUNT, SuspenseReason.UNKNOWN_DIALECT));
    }

    /** Adding a component to the register is enough for the generic format to know it. */
    @ParameterizedTest
    @EnumSource(Component.class)
    void theGenericFormatKnowsEveryComponent(Component component) {
        long unit = component.scale() == 6 ? 1_000_000 : 1;
        assertThat(UsageReaders.read("{\"" + component.code() + "\":1}", UsageFormat.GENERIC, "any"))
                .isInstanceOfSatisfying(UsageReaders.Result.Counts.class, counts -> assertThat(counts.counts())
                        .containsEntry(component, unit));
    }
}
