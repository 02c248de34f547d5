package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverflowTest {
    private static final Verdict OVERFLOW = new Verdict(
            SuspenseReason.OVERFLOW,
            "cost or charge reaches 1000000 USD by the card for m/a at openai from 2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # prices,                       counts,                                     fine
            input=1,                        input=999999999999,                         true
            input=1,                        input=1000000000000,                        false
            input=1 output=1,               input=999999999999 output=1,                false
            input=1 output=1,               input=500000000000 output=499999999999,     true
            input=0.5:1,                    input=1000000000000,                        false
            input=1:0.5,                    input=1000000000000,                        false
            input=0:0,                      input=1000000000000,                        true
            input=0.3/1,                    input=3333333,                              true
            input=0.3/1,                    input=3333334,                              false
            input=999999999/1,              input=1,                                    false
            input=999999999/1,              input=1000000000000,                        false
            seconds=0.000000999999/1,       seconds=1000000000000,                      true
            seconds=0.000001/1,             seconds=1000000000000,                      false
            input=0.999999999999499999/1000000000000 output=999999/1, input=1000000000000 output=1,   true
            input=0.9999999999995/1000000000000 output=999999/1, input=1000000000000 output=1,   false
            """)
    void anEventWhoseCostOrChargeReachesAMillionDollarsIsSetAside(String prices, String counts, boolean fine) {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard %s
                """
                        .formatted(prices));
        RatedEvent event = RatedEvent.of(book, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", counts));
        assertThat(event.verdict()).isEqualTo(fine ? null : OVERFLOW);
    }

    @Test
    void aChargeThatWasNotJudgedStopsTheRunAndNamesTheEvent() {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=1
                """);
        Symbols symbols = new Symbols();
        EventBlock block = new EventBlock();
        byte[] id = "evt_9f".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(id, 0, block.text, 0, id.length);
        block.idEnd[0] = id.length;
        block.ts[0] = 1_800_000_000_000_000L;
        block.provider[0] = symbols.ordinal("openai");
        block.model[0] = symbols.ordinal("m/a");
        block.counts[Component.REQUEST.ordinal()][0] = 1;
        block.counts[Component.OUTPUT.ordinal()][0] = 1;
        block.present = 1 << Component.REQUEST.ordinal() | 1 << Component.OUTPUT.ordinal();
        block.size = 1;
        assertThatThrownBy(() -> new Rater(book, symbols).rate(block, 0, 1, AccountTerms.nobody(), new ChargeBlock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("event evt_9f")
                .hasMessageContaining("no price for output");
    }
}
