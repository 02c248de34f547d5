package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What things in a book may be called, wherever they are named. */
class BookNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a name              | as it is shown
            \\u000A               | batch\\u000A24h
            \\u0007               | batch\\u000724h
            \\u0085               | batch\\u008524h
            \\u0090               | batch\\u009024h
            \\u00A0               | batch\\u00A024h
            \\u202E               | batch\\u202E24h
            \\u2028               | batch\\u202824h
            \\uD800               | batch\\uD80024h
            \\uFEFF               | batch\\uFEFF24h
            \\uFFFE               | batch\\uFFFE24h
            \\uFDD0               | batch\\uFDD024h
            \\u034F               | batch\\u034F24h
            \\u115F               | batch\\u115F24h
            \\u1160               | batch\\u116024h
            \\u2800               | batch\\u280024h
            \\u3164               | batch\\u316424h
            \\uFE0F               | batch\\uFE0F24h
            \\uFFA0               | batch\\uFFA024h
            """)
    void noNameHasACharacterThatCannotBeSeenOrWritten(String escaped, String shown) {
        String name = "batch" + (char) Integer.parseInt(escaped.substring(2), 16) + "24h";
        assertNoName(name, shown);
    }

    @Test
    void namesHaveOneToTwoHundredCharactersWithoutSpacesOrQuotes() {
        assertNoName("", "");
        assertNoName("two words", "two words");
        assertNoName("a\"b", "a\"b");
        assertNoName("x".repeat(201), "x".repeat(60) + "…");
        assertNoName(Character.toString(0x1FFFF), "\\u1FFFF");
        for (String name : List.of("x".repeat(200), "𝕏".repeat(200), "größe-ß.1:2/3\\'#&*!%@`{}[],?")) {
            assertThat(new ServiceTier(name, Multiplier.ONE, PriceList.EMPTY).name())
                    .isEqualTo(name);
        }
    }

    private static void assertNoName(String name, String shown) {
        String why = " \"" + shown + "\" is no name: 1 to 200 visible characters without spaces or quotes";
        RateCard card = BookText.of("card p m/a 2026-01-01T00:00:00Z\n  standard input=1")
                .cards()
                .getFirst();
        BigDecimal half = new BigDecimal("0.5");
        assertThatThrownBy(() -> new ServiceTier(name, Multiplier.ONE, PriceList.EMPTY))
                .hasMessage("service tier" + why);
        assertThatThrownBy(() -> named(card, name, "m/a")).hasMessage("provider" + why);
        assertThatThrownBy(() -> named(card, "p", name)).hasMessage("model" + why);
        assertThatThrownBy(() -> new BookTerms(
                        BigDecimal.ONE, Map.of(name, half), FallBacks.UNSTATED, Map.of(), ChargePolicy.DEFAULT))
                .hasMessage("provider" + why);
        assertThatThrownBy(() -> overlay(name, new Overlay.ForPlan("p"), new Overlay.OnAll()))
                .hasMessage("overlay" + why);
        assertThatThrownBy(() -> overlay("o", new Overlay.ForAccount(name), new Overlay.OnAll()))
                .hasMessage("account" + why);
        assertThatThrownBy(() -> overlay("o", new Overlay.ForPlan(name), new Overlay.OnAll()))
                .hasMessage("plan" + why);
        assertThatThrownBy(() -> overlay("o", new Overlay.ForPlan("p"), new Overlay.OnModel(name)))
                .hasMessage("model" + why);
        assertThatThrownBy(() -> overlay("o", new Overlay.ForPlan("p"), new Overlay.OnModelAt("m/a", name)))
                .hasMessage("provider" + why);
        assertThatThrownBy(() -> overlay("o", new Overlay.ForPlan("p"), new Overlay.OnProvider(name)))
                .hasMessage("provider" + why);
    }

    private static RateCard named(RateCard card, String provider, String model) {
        return new RateCard(
                provider,
                model,
                card.effectiveFrom(),
                card.modelType(),
                card.costBasis(),
                null,
                card.standard(),
                card.context(),
                List.of(),
                List.of(),
                card.fallBacks(),
                Map.of());
    }

    private static Overlay overlay(String name, Overlay.Scope scope, Overlay.Target target) {
        return new Overlay(name, scope, target, Map.of(), BigDecimal.ONE, null, null);
    }
}
