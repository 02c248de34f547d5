package io.reckoner.jobs.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.readers.UsageReaders;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCycle;
import io.reckoner.kernel.rating.AccountTerms;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.PriceQuote;
import io.reckoner.kernel.rating.QuoteRequest;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.Working;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.UsageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicModelsTest {
    private static final PriceBook BOOK = BookYamlTest.book(shipped());

    private static String shipped() {
        try (InputStream in = PublicModelsTest.class.getResourceAsStream("/books/public-models.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # provider, model,                         at,                    tier,     counts,                       cost,      charge
            openai,     openai/gpt-5.4,                2026-06-01T12:00:00Z,  ,         input=272000,                 0.68,      0.816
            openai,     openai/gpt-5.4,                2026-06-01T12:00:00Z,  ,         input=272001,                 1.360005,  1.632006
            openai,     openai/gpt-5.4,                2026-06-01T12:00:00Z,  batch,    input=272001,                 0.6800025, 0.816003
            openai,     openai/gpt-5.4,                2026-06-01T12:00:00Z,  flex,     cache_read=1000000,           0.13,      0.156
            openai,     openai/gpt-5.4,                2026-06-01T12:00:00Z,  priority, output=1000,                  0.03,      0.036
            openai,     openai/o3,                     2025-06-09T23:59:59Z,  ,         reasoning=1000,               0.04,      0.048
            openai,     openai/o3,                     2025-06-10T00:00:00Z,  ,         reasoning=1000,               0.008,     0.0096
            openai,     openai/whisper-1,              2026-06-01T12:00:00Z,  ,         seconds=90000000,             0.009,     0.015
            openai,     openai/text-embedding-3-small, 2026-06-01T12:00:00Z,  ,         input=1000000,                0.02,      0.024
            openai,     openai/gpt-image-1.5,          2026-06-01T12:00:00Z,  ,         output_image=1000,            0.032,     0.0384
            anthropic,  anthropic/claude-haiku-4.5,    2026-06-01T12:00:00Z,  ,         cache_write_1h=1000 web_search=2, 0.022, 0.0264
            google,     google/imagen-4,               2026-06-01T12:00:00Z,  ,         images=2,                     0.08,      0.096
            google,     google/gemma-3:free,           2026-06-01T12:00:00Z,  ,         input=5000 output=5000,       0,         0
            mistral,    mistral/mistral-large,         2026-06-01T12:00:00Z,  ,         input=1000000,                0.5,       0.55
            deepseek,   deepseek/deepseek-chat,        2026-06-01T16:29:59Z,  ,         output=1000000,               1.1,       1.32
            deepseek,   deepseek/deepseek-chat,        2026-06-01T16:30:00Z,  ,         output=1000000,               0.55,      0.66
            deepseek,   deepseek/deepseek-reasoner,    2026-06-01T00:29:59Z,  ,         output=1000000,               0.5475,    2.628
            cohere,     cohere/embed-v4,               2026-06-01T12:00:00Z,  ,         input=1000000 input_image=1000000, 0.59, 0.708
            cohere,     cohere/rerank-v3.5,            2026-06-01T12:00:00Z,  ,         search_units=3,               0.006,     0.0072
            perplexity, perplexity/sonar-deep-research, 2026-06-01T12:00:00Z, ,         reasoning=1000 web_search=2,  0.013,     0.0156
            xai,        xai/grok-4.5,                  2026-06-01T12:00:00Z,  ,         input=200000 cache_read=1,    0.800001,  0.9600012
            """)
    void theShippedBookRatesAsItsFiguresSay(
            String provider, String model, String at, String tier, String counts, String cost, String charge) {
        Working working = BookYamlTest.working(BOOK, provider, model, at, tier, null, counts);
        assertThat(working.ratedCost()).isEqualTo(Money.parse(cost));
        assertThat(working.charge()).isEqualTo(Money.parse(charge));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            openai     | openai/text-embedding-3-small  | openai.embeddings  | {"prompt_tokens":1000,"total_tokens":1000}                                                    | 0.00002
            cohere     | cohere/embed-v4                | cohere.chat        | {"billed_units":{"input_tokens":1000,"image_tokens":1000}}                                    | 0.00059
            google     | google/gemini-embedding-001    | google.generate    | {"promptTokenCount":1000,"promptTokenDetails":[{"modality":"TEXT","tokenCount":1000}]}        | 0.00015
            openai     | openai/whisper-1               | openai.audio       | {"type":"duration","seconds":1.5}                                                             | 0.00015
            openai     | openai/tts-1                   | openai.audio       | {"characters":1200}                                                                           | 0.018
            openai     | openai/gpt-image-1.5           | openai.images      | {"input_tokens":50,"input_tokens_details":{"text_tokens":10,"image_tokens":40},"output_tokens":1000} | 0.03237
            google     | google/imagen-4                | openai.images      | {"images":2}                                                                                  | 0.08
            cohere     | cohere/rerank-v3.5             | cohere.chat        | {"billed_units":{"search_units":2}}                                                           | 0.004
            perplexity | perplexity/sonar-deep-research | openai.chat        | {"prompt_tokens":33,"completion_tokens":7163,"total_tokens":7196,"citation_tokens":20016,"num_search_queries":18,"reasoning_tokens":73997} | 0.409393
            """)
    void quotesUsageObjectsOfEveryKindOfModel(String provider, String model, String format, String usage, String cost) {
        UsageReaders.Result read =
                UsageReaders.read(usage, UsageFormat.byCode(format).orElseThrow(), provider);
        PriceQuote quote = PriceQuote.of(
                BOOK,
                QuoteRequest.of(
                        provider,
                        model,
                        Instant.parse("2026-06-01T12:00:00Z"),
                        ((UsageReaders.Result.Counts) read).counts()));
        assertThat(((PriceQuote.Priced) quote).working().ratedCost()).isEqualTo(Money.parse(cost));
    }

    @Test
    void theFreePlanPaysNothingForItsModelsButTheOperatorDoes() {
        Instant at = Instant.parse("2026-06-01T12:00:00Z");
        long micros = Micros.of(at);
        AccountTerms free = new AccountTerms("a", List.of(new PlanCycle(micros, micros + Micros.PER_DAY, "free", 1)));
        PriceQuote quote = PriceQuote.of(
                BOOK,
                QuoteRequest.of("mistral", "mistral/mistral-nemo:free", at, Map.of(Component.INPUT, 1_000_000L))
                        .withAccount(free, KeyKind.SUBSCRIPTION));
        Working working = ((PriceQuote.Priced) quote).working();
        assertThat(working.charge()).isEqualTo(Money.ZERO);
        assertThat(working.providerCost()).isEqualTo(Money.parse("0.15"));
        assertThat(working.overlay()).isEqualTo("free-plan-nemo");
    }

    @Test
    void namesItsModelsByVendorAndProvider() {
        assertThat(BOOK.cards()).hasSize(34).allMatch(card -> card.model().startsWith(card.provider() + "/"));
        assertThat(BOOK.cards())
                .extracting(RateCard::provider)
                .contains("openai", "anthropic", "google", "mistral", "deepseek", "xai", "cohere", "perplexity");
        assertThat(BOOK.modelTypes()).containsExactly("audio", "embedding", "image", "llm", "rerank");
        assertThat(BookYamlTest.book(BookYaml.write(BOOK))).isEqualTo(BOOK);
    }
}
