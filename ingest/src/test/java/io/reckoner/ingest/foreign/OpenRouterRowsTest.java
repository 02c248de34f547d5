package io.reckoner.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.UsageFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRouterRowsTest {
    private static final String DAYS =
            "date,model,model_permaslug,provider_name,usage,byok_usage_inference,requests,prompt_tokens,completion_tokens,"
                    + "reasoning_tokens\n";
    private static final String DAY =
            "2026-03-01,openai/gpt-4.1,openai/gpt-4.1-2025-04-14,OpenAI,0.015,0,5,50,125,25\n";
    private static final String GENERATIONS =
            "generation_id,created_at,cost_total,byok_usage_inference,tokens_prompt,tokens_completion,tokens_reasoning,"
                    + "tokens_cached,model_permaslug,provider_name,variant,cancelled,generation_time_ms,"
                    + "time_to_first_token_ms\n";
    private static final String GENERATION =
            "gen-1,2026-03-01 10:00:00.25,0.0021,0,100,50,20,80,deepseek/deepseek-v3,DeepInfra,standard,false,2130,410\n";

    private final RowReading reading = new RowReading(ForeignFormat.OPENROUTER_CSV, ColumnMapping.NONE);

    @Test
    void theSumOfADayStandsAtItsLastMicrosecond() {
        assertThat(reading.of(DAYS + DAY))
                .containsExactly(
                        "2: 2026-03-01T23:59:59.999999Z acc_1 key_1 openrouter openai/gpt-4.1 ok 200: input 50,"
                                + " output 100, reasoning 25");
        assertThat(reading.id()).startsWith("row_");
        assertThat(reading.event().vendorCost).isEqualTo(15_000_000_000L);
        assertThat(reading.of(DAYS + DAY.replace("01,", "01 00:00:00,")).getFirst())
                .startsWith("2: 2026-03-01T23:59:59.999999Z");
    }

    @Test
    void aGenerationHasItsOwnIdTimeAndCost() {
        assertThat(reading.of(GENERATIONS + GENERATION))
                .containsExactly(
                        "2: 2026-03-01T10:00:00.250Z acc_1 key_1 openrouter deepseek/deepseek-v3 ok 200: input 20,"
                                + " cache_read 80, output 30, reasoning 20");
        assertThat(reading.id()).isEqualTo("gen-1");
        assertThat(reading.event().vendorCost).isEqualTo(2_100_000_000L);
        assertThat(reading.event().ttftMillis).isEqualTo(410);
    }

    @Test
    void withTheOperatorsOwnKeyOpenRouterDoesNotKnowTheCost() {
        reading.of(DAYS + DAY.replace("0.015,0,", "0.015,0.012,"));
        assertThat(reading.event().vendorCost).isEqualTo(EventBlock.ABSENT);
    }

    @ParameterizedTest(name = "[{index}] {0} → {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            standard    | free         | 2: 2026-03-01T10:00:00.250Z acc_1 key_1 openrouter deepseek/deepseek-v3:free ok 200
            false       | true         | 2: 2026-03-01T10:00:00.250Z acc_1 key_1 openrouter deepseek/deepseek-v3 client_abort 200
            ,80,        | ,101,        | 2: identity_broken, tokens_cached is more than tokens_prompt
            ,20,        | ,51,         | 2: identity_broken, tokens_reasoning is more than tokens_completion
            ,100,       | ,-1,         | 2: count, tokens_prompt is no whole number from 0 to 1e12
            ,100,       | ,1.000,      | 2: count, tokens_prompt is written so that it may be thousands; write it without a point
            ,false,     | ,FALSCH,     | 2: field, cancelled says neither true nor false
            gen-1       | 1.23457E+17  | 2: field, the id is a number that a spreadsheet has rounded
            ,0.0021     | ,$0.0021     | 2: field, cost_total is no number written as 12 or 0.25
            2026-03-01  | 01/03/2026   | 2: bad_time, the time is not written as uuuu-MM-dd HH:mm:ss
            """)
    void whatDoesNotAddUpIsSetAside(String from, String to, String expected) {
        assertThat(reading.of(GENERATIONS + GENERATION.replace(from, to)).getFirst())
                .startsWith(expected);
    }

    @Test
    void otherColumnsAreRefusedByName() {
        assertThat(reading.of("day,model,usage\n").getFirst())
                .contains("there is no single column \"date\" in its heading; the nearest is \"day\"")
                .contains("\"prompt_tokens\"");
        ColumnMapping byName = new ColumnMapping(
                CsvShape.PLAIN,
                RowTime.STANDARD,
                Map.of(MappedField.KEY, "api_key_name"),
                Map.of(MappedField.ACCOUNT, "acc_1"),
                Map.of(MappedField.KEY, new ValueMap(Map.of("Production", "key_1"))),
                Map.of(),
                UsageFormat.GENERIC,
                Map.of());
        assertThat(new RowReading(ForeignFormat.OPENROUTER_CSV, byName, "")
                        .of(GENERATIONS.replace("\n", ",api_key_name\n") + GENERATION.replace("\n", ",Production\n"))
                        .getFirst())
                .startsWith("2: 2026-03-01T10:00:00.250Z acc_1 key_1");
    }
}
