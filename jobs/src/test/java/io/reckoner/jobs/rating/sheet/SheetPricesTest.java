package io.reckoner.jobs.rating.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.rating.CostFigures;
import io.reckoner.kernel.rating.RateCard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fields of sheets become. */
class SheetPricesTest {
    private static final Instant FROM = Instant.parse("2026-07-24T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            chat             | "input_cost_per_token": 2.5e-06, "output_cost_per_token": 0.00001 | standard input 2.50 per 1000000, standard output 10.00 per 1000000
            chat             | "input_cost_per_token": 0, "output_cost_per_token": 0.0     | standard input 0.00 per 1000000, standard output 0.00 per 1000000
            chat             | "input_cost_per_token": 3e-6, "input_cost_per_token_above_200k_tokens": 6e-6 | standard input 3.00 per 1000000, standard > 200000 input 6.00 per 1000000
            chat             | "input_cost_per_token": 3e-6, "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 12e-6 | standard input 3.00 per 1000000, standard > 200000 cache_write_1h 12.00 per 1000000
            chat             | "input_cost_per_token": 5e-6, "input_cost_per_token_above_272k_tokens_priority": 2e-5 | standard input 5.00 per 1000000, priority > 272000 input 20.00 per 1000000
            chat             | "input_cost_per_token": 1e-6, "input_cost_per_token_batches": 5e-7, "output_cost_per_token_flex": 2e-6 | standard input 1.00 per 1000000, batch input 0.50 per 1000000, flex output 2.00 per 1000000
            chat             | "input_cost_per_token": 1e-6, "input_cost_per_token_cache_hit": 1e-7, "cache_read_input_token_cost": 2e-7 | standard input 1.00 per 1000000, standard cache_read 0.20 per 1000000
            chat             | "input_cost_per_token": 1e-6, "search_context_cost_per_query": {"search_context_size_low": 0.01, "search_context_size_medium": 0.02} | standard input 1.00 per 1000000, standard web_search 0.02 per 1
            chat             | "tiered_pricing": [{"range": [0, 32000.0], "input_cost_per_token": 1e-6}, {"range": [32000.0, 128000.0], "input_cost_per_token": 2e-6}] | standard input 1.00 per 1000000, standard > 32000 input 2.00 per 1000000
            chat             | "input_cost_per_token": 1e-6, "input_cost_per_second": 0.02, "input_cost_per_image": 1e-3 | standard input 1.00 per 1000000
            audio_transcription | "input_cost_per_second": 0.0001, "output_cost_per_second": 0.0 | standard seconds 0.0001 per 1
            audio_transcription | "input_cost_per_second": 0.0001, "output_cost_per_second": 0.0001 | standard seconds 0.0001 per 1
            audio_speech     | "input_cost_per_character": 1.5e-05                         | standard characters 0.000015 per 1
            image_generation | "input_cost_per_image": 0.04                                | standard images 0.04 per 1
            image_generation | "input_cost_per_image": 0.00056, "output_cost_per_image": 0.039 | standard images 0.039 per 1
            video_generation | "output_cost_per_video_per_second": 0.1                     | standard seconds 0.10 per 1
            rerank           | "input_cost_per_query": 0.002, "input_cost_per_token": 0    | standard input 0.00 per 1000000, standard search_units 0.002 per 1
            search           | "input_cost_per_query": 0.005                               | standard request 0.005 per 1
            """)
    void fieldsOfLiteLlmBecomePricesByTypeOfModel(String mode, String fields, String prices) {
        PriceSheet sheet =
                liteLlm("{\"m\": {\"litellm_provider\": \"p\", \"mode\": \"" + mode + "\", " + fields + "}}");
        assertThat(sheet.notTaken()).isEmpty();
        assertThat(figures(sheet.cards().getFirst())).isEqualTo(prices);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # litellm_provider,         key,                                        provider,     model
            openai,                     gpt-5,                                      openai,       openai/gpt-5
            openai,                     openai/gpt-5,                               openai,       openai/gpt-5
            openai,                     high/1024-x-1536/gpt-image-1,               openai,       openai/high/1024-x-1536/gpt-image-1
            openai,                     ft:gpt-4o-2024-08-06,                       openai,       openai/ft:gpt-4o-2024-08-06
            azure,                      azure/eu/gpt-4o,                            azure,        azure/eu/gpt-4o
            openrouter,                 openrouter/anthropic/claude-x,              openrouter,   anthropic/claude-x
            bedrock_converse,           anthropic.claude-x-v1:0,                    bedrock,      bedrock/anthropic.claude-x-v1:0
            bedrock,                    bedrock/us-east-1/anthropic.claude-v1,      bedrock,      bedrock/us-east-1/anthropic.claude-v1
            vertex_ai-anthropic_models, vertex_ai/claude-x,                         vertex_ai,    vertex_ai/claude-x
            vertex_ai-llama_models,     vertex_ai/meta/llama-4,                     vertex_ai,    meta/llama-4
            fireworks_ai,               fireworks_ai/accounts/fireworks/models/x,   fireworks_ai, fireworks_ai/accounts/fireworks/models/x
            cohere_chat,                command-r,                                  cohere,       cohere/command-r
            text-completion-openai,     davinci-002,                                openai,       openai/davinci-002
            gemini,                     gemini/gemini-x,                            google,       google/gemini-x
            """)
    void providersAndModelsAreCalledAsInTheBook(String route, String key, String provider, String model) {
        Map<String, String> names = provider.equals("google") ? Map.of("gemini", "google") : Map.of();
        PriceSheet sheet = SheetFormat.LITELLM.read(
                ("{\"" + key + "\": {\"litellm_provider\": \"" + route + "\", \"input_cost_per_token\": 1e-6}}")
                        .getBytes(StandardCharsets.UTF_8),
                "s",
                new SheetTerms(FROM, names));
        assertThat(sheet.cards())
                .extracting(card -> card.provider() + " " + card.model())
                .containsExactly(provider + " " + model);
    }

    @Test
    void ofTwoKeysForOneModelTheOneWithItsProviderStands() {
        PriceSheet sheet = liteLlm(
                """
                {"m": {"litellm_provider": "p", "input_cost_per_token": 1e-6},
                 "p/m": {"litellm_provider": "p", "input_cost_per_token": 2e-6},
                 "n": {"litellm_provider": "p", "input_cost_per_token": 3e-6},
                 "p/n": {"litellm_provider": "p", "input_cost_per_token": 3e-6}}
                """);
        assertThat(sheet.cards())
                .extracting(SheetPricesTest::figures)
                .containsExactly("standard input 2.00 per 1000000", "standard input 3.00 per 1000000");
        assertThat(sheet.notes())
                .containsExactly("p/m at p: the sheet has it as \"m\" and \"p/m\" with other prices; \"p/m\" is taken");
    }

    @Test
    void fieldsNotUsedAndNotKnownAreCounted() {
        PriceSheet sheet = liteLlm(
                """
                {"sample_spec": {"input_cost_per_token": 0},
                 "m": {"litellm_provider": "p", "input_cost_per_token": 1e-6, "input_cost_per_pixel": 1e-9,
                       "input_cost_per_smell": 1e-9, "input_cost_per_token_above_900k_tokens": 1e-6},
                 "n": {"litellm_provider": "p", "tiered_pricing": [
                       {"range": [0, 9], "input_cost_per_token": 1e-6, "output_cost_per_smell": 1e-6},
                       {"range": [9, 99], "input_cost_per_token": 2e-6, "output_cost_per_smell": 2e-6}]}}
                """);
        assertThat(sheet.models()).isEqualTo(2);
        assertThat(sheet.unused())
                .isEqualTo(Map.of(
                        "input_cost_per_pixel", 1,
                        "input_cost_per_smell (not known)", 1,
                        "tiered_pricing.output_cost_per_smell (not known)", 1,
                        "input_cost_per_token_above_900k_tokens (not known)", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            {"input_mtok": 2, "output_mtok": 8.5}                  | 2026-07-24 standard input 2.00 per 1000000, standard output 8.50 per 1000000
            {"input_mtok": {"base": 5, "tiers": [{"start": 200000, "price": 10}]}} | 2026-07-24 standard input 5.00 per 1000000, standard > 200000 input 10.00 per 1000000
            {"input_mtok": 1, "requests_kcount": 5, "web_searches_kcount": 10} | 2026-07-24 standard input 1.00 per 1000000, standard web_search 10.00 per 1000, standard request 5.00 per 1000
            {"input_mtok": 1, "cache_write_mtok": 1.25, "cache_write_1h_mtok": 2, "cache_audio_read_mtok": 3} | 2026-07-24 standard input 1.00 per 1000000, standard cache_write_5m 1.25 per 1000000, standard cache_write_1h 2.00 per 1000000, standard cache_read_audio 3.00 per 1000000
            [{"prices": {"input_mtok": 1}}, {"constraint": {"start_date": "2026-07-01"}, "prices": {"input_mtok": 2}}, {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 3}}] | 2026-07-24 standard input 2.00 per 1000000; 2027-01-01 standard input 3.00 per 1000000
            [{"prices": {"input_mtok": 1}}, {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"}, "prices": {"input_mtok": 2}}] | 2026-07-24 standard input 1.00 per 1000000, 00:30-16:30 input 2.00 per 1000000
            # the last whose condition is met holds
            [{"prices": {"input_mtok": 1}}, {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 3}}, {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"}, "prices": {"input_mtok": 2}}] | 2026-07-24 standard input 1.00 per 1000000, 00:30-16:30 input 2.00 per 1000000; 2027-01-01 standard input 3.00 per 1000000, 00:30-16:30 input 2.00 per 1000000
            [{"prices": {"input_mtok": 1}}, {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"}, "prices": {"input_mtok": 2}}, {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 3}}] | 2026-07-24 standard input 1.00 per 1000000, 00:30-16:30 input 2.00 per 1000000; 2027-01-01 standard input 3.00 per 1000000
            [{"prices": {"input_mtok": 1}}, {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"}, "prices": {"input_mtok": 2}}, {"constraint": {"start_date": "2026-07-01"}, "prices": {"input_mtok": 4}}] | 2026-07-24 standard input 4.00 per 1000000
            [{"prices": {"input_mtok": 1}}, {"constraint": {"start_date": "2026-07-01"}, "prices": {"input_mtok": 4}}, {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"}, "prices": {"input_mtok": 2}}] | 2026-07-24 standard input 4.00 per 1000000, 00:30-16:30 input 2.00 per 1000000
            [{"prices": {"input_mtok": 1}}, {"constraint": {"start_time": "08:00:00+08:00", "end_time": "08:00:00Z"}, "prices": {"input_mtok": 2}}] | 2026-07-24 standard input 1.00 per 1000000, 00:00-08:00 input 2.00 per 1000000
            """)
    void pricesOfGenaiPricesAreDatedTieredAndHaveHours(String prices, String figures) {
        PriceSheet sheet = SheetFormat.GENAI_PRICES.read(
                ("[{\"id\": \"p\", \"models\": [{\"id\": \"m\", \"prices\": " + prices + "}]}]")
                        .getBytes(StandardCharsets.UTF_8),
                "s",
                new SheetTerms(FROM, Map.of()));
        assertThat(sheet.notTaken()).isEmpty();
        assertThat(sheet.cards().stream()
                        .sorted((a, b) -> a.effectiveFrom().compareTo(b.effectiveFrom()))
                        .map(card -> card.effectiveFrom().toString().substring(0, 10) + " " + figures(card))
                        .collect(Collectors.joining("; ")))
                .isEqualTo(figures);
    }

    private static PriceSheet liteLlm(String json) {
        return SheetFormat.LITELLM.read(json.getBytes(StandardCharsets.UTF_8), "s", new SheetTerms(FROM, Map.of()));
    }

    private static String figures(RateCard card) {
        List<String> texts = CostFigures.of(card).entrySet().stream()
                .map(entry -> entry.getKey().code() + " " + entry.getValue())
                .toList();
        return String.join(", ", texts);
    }
}
