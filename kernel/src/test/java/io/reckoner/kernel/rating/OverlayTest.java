package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCycle;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlayTest {
    private static AccountTerms account(String id) {
        return new AccountTerms(
                id,
                List.of(
                        cycle("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", "pro"),
                        cycle("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "free"),
                        cycle("2026-03-05T00:00:00Z", "2026-04-05T00:00:00Z", "pro")));
    }

    private static PlanCycle cycle(String from, String to, String plan) {
        return new PlanCycle(Micros.of(Instant.parse(from)), Micros.of(Instant.parse(to)), plan, 1);
    }

    private static RatedEvent rate(
            PriceBook book, String account, String provider, String model, KeyKind kind, String at, String counts) {
        QuoteRequest request = QuoteRequest.of(provider, model, Instant.parse(at), RatedEvent.counts(counts));
        return RatedEvent.of(book, request.withAccount(account(account), kind));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # account, provider,  model, kind,         overlay
            a,         openai,    m/a,   PAYG,         a-model-at
            a,         azure,     m/a,   PAYG,         a-model
            a,         openai,    m/b,   PAYG,         a-provider
            a,         azure,     m/b,   PAYG,         a-all
            a,         openai,    m/a,   SUBSCRIPTION, a-model-at
            b,         openai,    m/a,   SUBSCRIPTION, b-all
            b,         azure,     m/b,   SUBSCRIPTION, b-all
            c,         openai,    m/a,   SUBSCRIPTION, free-model
            c,         azure,     m/a,   SUBSCRIPTION, free-model
            c,         openai,    m/b,   SUBSCRIPTION, free-provider
            c,         azure,     m/b,   SUBSCRIPTION, free-all
            c,         openai,    m/a,   PAYG,
            """)
    void atMostOneActsTheAccountsBeforeThePlansThenTheClosestTarget(
            String account, String provider, String model, KeyKind kind, String overlay) {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=1
                card azure m/a 2026-01-01T00:00:00Z
                  standard input=1
                card openai m/b 2026-01-01T00:00:00Z
                  standard input=1
                card azure m/b 2026-01-01T00:00:00Z
                  standard input=1
                overlay free-all plan=free on=all x0.9
                overlay a-all account=a on=all x0.9
                overlay a-provider account=a on=provider:openai x0.8
                overlay a-model account=a on=model:m/a x0.7
                overlay a-model-at account=a on=model:m/a@openai x0.6
                overlay b-all account=b on=all x0.5
                overlay free-model plan=free on=model:m/a x0.4
                overlay free-provider plan=free on=provider:openai x0.3
                """);
        RatedEvent rated = rate(book, account, provider, model, kind, "2026-01-15T00:00:00Z", "input=1000");
        assertThat(rated.overlay()).isEqualTo(overlay);
        assertThat(rated.rated()).isEqualTo(Money.parse("0.001"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # at,                         kind,         charge
            2025-12-31T23:59:59.999999Z,  SUBSCRIPTION, 0.001
            2026-01-01T00:00:00Z,         SUBSCRIPTION, 0
            2026-01-01T00:00:00Z,         PAYG,         0.001
            2026-01-31T23:59:59.999999Z,  SUBSCRIPTION, 0
            2026-02-01T00:00:00Z,         SUBSCRIPTION, 0.0009
            2026-02-28T23:59:59.999999Z,  SUBSCRIPTION, 0.0009
            2026-03-01T00:00:00Z,         SUBSCRIPTION, 0.001
            2026-03-04T23:59:59.999999Z,  SUBSCRIPTION, 0.001
            2026-03-05T00:00:00Z,         SUBSCRIPTION, 0.0009
            2026-04-05T00:00:00Z,         SUBSCRIPTION, 0.001
            """)
    void thePlanIsThatOfTheCycleAtTheEventsOwnTimeForSubscriptionKeysOnly(String at, KeyKind kind, String charge) {
        PriceBook book = BookText.of(
                """
                card openai m/a 2025-01-01T00:00:00Z
                  standard input=1
                overlay free plan=free on=all x0
                overlay pro plan=pro on=all x0.9
                """);
        assertThat(rate(book, "a", "openai", "m/a", kind, at, "input=1000").charge())
                .isEqualTo(Money.parse(charge));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # tier, at,                    counts,             charge,    why
            ,       2026-01-01T12:00:00Z,  input=1000,         0.003,     own price: no mark-up
            batch,  2026-01-01T12:00:00Z,  input=1000,         0.003,     no service tier
            ,       2026-01-01T12:00:00Z,  input=5001,         0.015003,  no context tier
            ,       2026-01-01T01:00:00Z,  input=1000,         0.003,     no window
            ,       2026-01-01T12:00:00Z,  output=1000,        0.009,     multiplier on the stated charge of 10
            ,       2026-01-01T12:00:00Z,  cache_read=1000,    0.0018,    multiplier on cost × mark-up
            batch,  2026-01-01T12:00:00Z,  cache_read=1000,    0.0009,    multiplier on the service tier's charge
            ,       2026-01-01T01:00:00Z,  cache_read=1000,    0.00018,   multiplier on the window's charge
            ,       2026-01-01T12:00:00Z,  input_audio=1000,   0.003,     falls back to input and meets its own price
            ,       2026-01-01T12:00:00Z,  reasoning=1000,     0.0045,    own price of a component the card has none for
            ,       2026-01-01T12:00:00Z,  web_search=1,       0.05,      own price; its cost is ignored
            """)
    void anOwnPriceIsFinalAndAMultiplierActsOnTheCharge(
            String tier, String at, String counts, String charge, String why) {
        PriceBook book = BookText.of(
                """
                book mark_up=2 unpriced=web_search:ignore
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=1 output=8:10 cache_read=1
                  standard>5000 input=2
                  tier batch x0.5
                  window 00:00-06:00 x0.1
                overlay deal account=a on=model:m/a x0.9 input=3 reasoning=4.5 web_search=0.05
                """);
        QuoteRequest request =
                RatedEvent.request("m/a", at, counts).withServiceTier(tier).withAccount(account("a"), KeyKind.PAYG);
        assertThat(RatedEvent.of(book, request).charge()).isEqualTo(Money.parse(charge));
    }

    @Test
    void neverTouchesTheCost() {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=1 output=8
                overlay deal account=a on=all x0 input=3
                """);
        RatedEvent rated =
                rate(book, "a", "openai", "m/a", KeyKind.PAYG, "2026-01-01T00:00:00Z", "input=1000 output=1000");
        assertThat(rated.rated()).isEqualTo(Money.parse("0.009"));
        assertThat(rated.charge()).isEqualTo(Money.parse("0.003"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # at,                         overlay
            2026-01-31T23:59:59.999999Z,  deal-all
            2026-02-01T00:00:00Z,         deal-2
            2026-02-28T23:59:59.999999Z,  deal-2
            2026-03-01T00:00:00Z,         deal-3
            2026-12-31T00:00:00Z,         deal-3
            """)
    void actsFromItsFirstInstantToBeforeItsLast(String at, String overlay) {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=1
                overlay deal-2 account=a on=model:m/a x0.2 from=2026-02-01T00:00:00Z to=2026-03-01T00:00:00Z
                overlay deal-3 account=a on=model:m/a x0.3 from=2026-03-01T00:00:00Z
                overlay deal-all account=a on=all x0.9
                """);
        assertThat(rate(book, "a", "openai", "m/a", KeyKind.PAYG, at, "input=1").overlay())
                .isEqualTo(overlay);
    }

    @Test
    void aComponentNeedsACostEvenWhereTheOverlayGivesTheCharge() {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=1
                overlay deal account=a on=all images=3
                """);
        RatedEvent rated = rate(book, "a", "openai", "m/a", KeyKind.PAYG, "2026-01-01T00:00:00Z", "images=1");
        assertThat(rated.verdict().detail()).contains("no price for images");
    }

    @Test
    void anAccountCannotHaveTwoCyclesAtOnce() {
        assertThatThrownBy(() -> new AccountTerms(
                        "a",
                        List.of(
                                cycle("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "free"),
                                cycle("2026-01-31T00:00:00Z", "2026-03-01T00:00:00Z", "pro"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two plan cycles at once");
    }
}
