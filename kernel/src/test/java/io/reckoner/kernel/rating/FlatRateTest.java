package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.usage.Component;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlatRateTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    private static List<String> rows(PriceBook book, String serviceTier, String overlay) {
        return FlatRate.of(book, new RateKey("openai", "m/a", FROM, serviceTier, overlay)).stream()
                .filter(rate -> rate.component() != Component.REQUEST)
                .map(FlatRateTest::row)
                .toList();
    }

    private static String row(FlatRate rate) {
        return "%d..%d h, context %s..%s, %s %s..%s: cost %s/%s charge %s/%s"
                .formatted(
                        rate.dayFromMicros() / 3_600_000_000L,
                        rate.dayToMicros() / 3_600_000_000L,
                        rate.metricFrom(),
                        rate.metricTo() == Long.MAX_VALUE ? "∞" : rate.metricTo(),
                        rate.component().code(),
                        rate.countFrom(),
                        rate.countTo() == Long.MAX_VALUE ? "∞" : rate.countTo(),
                        rate.costNumerator(),
                        rate.costDenominator(),
                        rate.chargeNumerator(),
                        rate.chargeDenominator());
    }

    @Test
    void laysWindowsAndContextTiersSideBySide() {
        PriceBook book = BookText.of(
                """
                book mark_up=1.5
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=2 seconds=0.017/60
                  standard>1000 input=4
                  tier batch x0.5
                  window 22:00-02:00 x0.5
                overlay deal account=a input=3
                """);
        assertThat(rows(book, null, null))
                .contains(
                        "0..2 h, context 0..1001, input 0..∞: cost 1000000/1 charge 1500000/1",
                        "0..2 h, context 1001..∞, input 0..∞: cost 2000000/1 charge 3000000/1",
                        "2..22 h, context 0..1001, input 0..∞: cost 2000000/1 charge 3000000/1",
                        "2..22 h, context 1001..∞, input 0..∞: cost 4000000/1 charge 6000000/1",
                        "22..24 h, context 0..1001, input 0..∞: cost 1000000/1 charge 1500000/1",
                        "2..22 h, context 0..1001, seconds 0..∞: cost 850/3 charge 425/1");
        assertThat(rows(book, "batch", null))
                .contains("2..22 h, context 0..1001, input 0..∞: cost 1000000/1 charge 1500000/1");
        assertThat(rows(book, "unheard-of", null))
                .isEqualTo(rows(book, null, null).stream().toList());
        assertThat(rows(book, "batch", "deal"))
                .contains("2..22 h, context 0..1001, input 0..∞: cost 1000000/1 charge 3000000/1");
    }

    @Test
    void cutsGraduatedCountsAndSharesTheDenominator() {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z mode=graduated cost=unknown
                  standard input=-:0.000000000001/3 output=-:1
                  standard>100 input=-:0.0000005
                """);
        assertThat(rows(book, null, null))
                .startsWith(
                        "0..24 h, context 0..∞, input 0..100: cost null/1 charge 2/6",
                        "0..24 h, context 0..∞, input 100..∞: cost null/1 charge 3/6");
        assertThat(rows(book, null, null)).contains("0..24 h, context 0..∞, output 0..∞: cost null/1 charge 1000000/1");
    }

    @Test
    void anIgnoredComponentHasRowsOfZeroAndAnUnpricedOneNone() {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=2
                """);
        assertThat(FlatRate.of(book))
                .extracting(FlatRate::component)
                .containsExactly(
                        Component.INPUT,
                        Component.CACHE_WRITE_5M,
                        Component.CACHE_WRITE_1H,
                        Component.INPUT_AUDIO,
                        Component.INPUT_IMAGE,
                        Component.REQUEST);
        assertThat(FlatRate.of(book).getLast().chargeNumerator()).isZero();
    }

    @Test
    void refusesAKeyThatIsNotInTheBook() {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=2
                """);
        assertThatThrownBy(() -> FlatRate.of(book, new RateKey("openai", "m/a", FROM.plusNanos(1000), null, null)))
                .hasMessageContaining("has no card");
        assertThatThrownBy(() -> FlatRate.of(book, new RateKey("openai", "m/a", FROM, null, "deal")))
                .hasMessageContaining("has no overlay \"deal\"");
    }
}
