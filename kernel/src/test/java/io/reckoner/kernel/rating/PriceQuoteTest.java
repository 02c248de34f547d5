package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PriceQuoteTest {
    private static final PriceBook BOOK = BookText.of(
            """
            book mark_up=1.2 aborted=nothing
            card openai m/a 2026-01-01T00:00:00Z
              standard input=2.50 output=10:15 seconds=0.017/60
              standard>200000 input=5
              tier batch x0.5
              window 16:30-00:30 x0.5:1
            overlay deal account=acct x0.9
            """);

    private static Working working(QuoteRequest request) {
        return ((PriceQuote.Priced) PriceQuote.of(BOOK, request)).working();
    }

    /** component side: part × base [× factor name value …] = numerator/denominator → amount */
    private static List<String> lines(Working working) {
        return working.lines().stream().map(PriceQuoteTest::line).toList();
    }

    private static String line(Working.Line line) {
        return line.component().code() + " " + line.side() + ": "
                + line.parts().stream().map(PriceQuoteTest::part).collect(Collectors.joining(" + "))
                + " = " + line.numerator() + "/" + line.denominator() + " → " + line.amount();
    }

    private static String part(Working.Part part) {
        AppliedPrice price = part.price();
        return part.count() + " × " + price.base() + " (" + price.source().kind()
                + (price.source().contextThreshold() == 0
                        ? ""
                        : ">" + price.source().contextThreshold())
                + (price.isFallBack() ? ", as " + price.pricedAs().code() : "") + ")"
                + price.factors().stream()
                        .map(f ->
                                " × " + f.value() + " (" + f.kind() + (f.name().isEmpty() ? "" : " " + f.name()) + ")")
                        .collect(Collectors.joining());
    }

    @Test
    void showsTheWorkingLineByLine() {
        Working working =
                working(RatedEvent.request("m/a", "2026-01-01T17:00:00Z", "input=200001 reasoning=10 seconds=1.5")
                        .withServiceTier("batch")
                        .withAccount(new AccountTerms("acct", List.of()), KeyKind.PAYG));
        assertThat(lines(working))
                .containsExactly(
                        "input COST: 200001 × 5.00 per 1000000 (STANDARD>200000) × 0.5 (SERVICE_TIER batch)"
                                + " × 0.5 (WINDOW 16:30-00:30) = 250001250000/1 → 0.25000125",
                        "input CHARGE: 200001 × 5.00 per 1000000 (STANDARD>200000) × 1.2 (MARK_UP) × 0.5 (SERVICE_TIER batch)"
                                + " × 0.9 (OVERLAY deal) = 540002700000/1 → 0.5400027",
                        "reasoning COST: 10 × 10.00 per 1000000 (STANDARD, as output) × 0.5 (SERVICE_TIER batch)"
                                + " × 0.5 (WINDOW 16:30-00:30) = 25000000/1 → 0.000025",
                        "reasoning CHARGE: 10 × 15.00 per 1000000 (STANDARD, as output) × 0.5 (SERVICE_TIER batch)"
                                + " × 0.9 (OVERLAY deal) = 67500000/1 → 0.0000675",
                        "seconds COST: 1500000 × 0.017 per 60 (STANDARD) × 0.5 (SERVICE_TIER batch)"
                                + " × 0.5 (WINDOW 16:30-00:30) = 106250000/1 → 0.00010625",
                        "seconds CHARGE: 1500000 × 0.017 per 60 (STANDARD) × 1.2 (MARK_UP) × 0.5 (SERVICE_TIER batch)"
                                + " × 0.9 (OVERLAY deal) = 229500000/1 → 0.0002295",
                        "request COST:  = 0/1 → 0.00",
                        "request CHARGE:  = 0/1 → 0.00");
        assertThat(working.ratedCost()).isEqualTo(Money.parse("0.2501325"));
        assertThat(working.charge()).isEqualTo(Money.parse("0.5402997"));
        assertThat(working.serviceTier()).isEqualTo("batch");
        assertThat(working.window()).isEqualTo("16:30-00:30");
        assertThat(working.contextCount()).isEqualTo(200001);
        assertThat(working.overlay()).isEqualTo("deal");
        assertThat(working.bookVersion()).isEqualTo(7);
    }

    @Test
    void showsEachPartOfAGraduatedCount() {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z mode=graduated
                  standard input=1
                  standard>100 input=2
                """);
        Working working = ((PriceQuote.Priced)
                        PriceQuote.of(book, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=150")))
                .working();
        assertThat(lines(working))
                .startsWith("input COST: 100 × 1.00 per 1000000 (STANDARD) + 50 × 2.00 per 1000000 (STANDARD>100)"
                        + " = 200000000/1 → 0.0002");
    }

    @Test
    void showsAWaivedChargeAsSuch() {
        Working working = working(RatedEvent.request("m/a", "2026-01-01T12:00:00Z", "input=1000")
                .withOutcome(Outcome.CLIENT_ABORT, UsageSource.PROVIDER));
        assertThat(working.charging()).isEqualTo(Working.Charging.WAIVED);
        assertThat(working.charge()).isEqualTo(Money.ZERO);
        assertThat(working.ratedCost()).isEqualTo(Money.parse("0.0025"));
    }

    @Test
    void quotesWithoutAnAccountAndCountsTheRequestItself() {
        Working working = working(QuoteRequest.of(
                "openai", "m/a", Instant.parse("2026-01-01T12:00:00Z"), Map.of(Component.INPUT, 1000L)));
        assertThat(working.charge()).isEqualTo(Money.parse("0.003"));
        assertThat(working.overlay()).isNull();
        assertThat(working.serviceTier()).isNull();
        assertThat(working.window()).isNull();
    }

    @Test
    void saysWhyThereIsNoPrice() {
        PriceQuote quote = PriceQuote.of(BOOK, RatedEvent.request("m/a", "2026-01-01T12:00:00Z", "images=1"));
        assertThat(quote).isInstanceOf(PriceQuote.Refused.class);
        assertThat(((PriceQuote.Refused) quote).verdict().reason()).isEqualTo(SuspenseReason.NO_COMPONENT_PRICE);
    }
}
