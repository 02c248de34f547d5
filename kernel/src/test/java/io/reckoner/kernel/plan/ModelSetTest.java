package io.reckoner.kernel.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSetTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            *,              openai/gpt-5,         true
            openai/gpt-5,   openai/gpt-5,         true
            openai/gpt-5,   openai/gpt-5-mini,    false
            openai/*,       openai/gpt-5,         true
            openai/*,       openai/,              true
            openai/*,       azure/openai/gpt-5,   false
            *:free,         meta/llama:free,      true
            *:free,         meta/llama:freedom,   false
            a/*-mini*,      a/gpt-mini-2026,      true
            a/*-mini*,      a/gpt-min,            false
            a*b*c,          aXbXbYc,              true
            a*b*c,          aXcXb,                false
            # a pattern is no regular expression
            a.b,            axb,                  false
            """)
    void aStarStandsForAnyText(String pattern, String model, boolean allowed) {
        assertThat(new ModelSet(List.of("none/at-all", pattern)).contains(model))
                .isEqualTo(allowed);
    }

    @Test
    void noPatternAllowsNothing() {
        assertThat(new ModelSet(List.of()).contains("openai/gpt-5")).isFalse();
        assertThatThrownBy(() -> new ModelSet(List.of(" "))).hasMessageContaining("write * for every model");
    }
}
