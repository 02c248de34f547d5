package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostBasisTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # cost,    price,  vendor, rated, provider, charge
            book,      2,      ,       0.002, 0.002,    0.004
            book,      2,      0.005,  0.002, 0.002,    0.004
            book,      2:3,    0.005,  0.002, 0.002,    0.003
            book,      0,      0.005,  0,     0,        0
            unknown,   -:3,    ,       ,      ,         0.003
            unknown,   -:3,    0.005,  ,      ,         0.003
            vendor,    2,      ,       0.002, 0.002,    0.004
            vendor,    2,      0.005,  0.002, 0.005,    0.004
            vendor,    2,      0,      0.002, 0,        0.004
            vendor,    -:3,    0.005,  ,      0.005,    0.003
            vendor,    -:3,    ,       ,      ,         0.003
            """)
    void theCardSaysWhoseFigureTheProviderCostIs(
            String cost, String price, String vendor, String rated, String provider, String charge) {
        PriceBook book = BookText.of(
                """
                book mark_up=2
                card openai m/a 2026-01-01T00:00:00Z cost=%s
                  standard input=%s
                """
                        .formatted(cost, price));
        RatedEvent event = RatedEvent.of(
                book,
                RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=1000")
                        .withVendorCost(vendor == null ? null : Money.parse(vendor)));
        assertThat(event.rated()).isEqualTo(rated == null ? null : Money.parse(rated));
        assertThat(event.provider()).isEqualTo(provider == null ? null : Money.parse(provider));
        assertThat(event.charge()).isEqualTo(Money.parse(charge));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # aborted,  waive,                           outcome,        source,    charge
            estimated,  ,                                OK,             PROVIDER,  0.002
            estimated,  ,                                OK,             ESTIMATED, 0.002
            estimated,  ,                                CLIENT_ABORT,   PROVIDER,  0.002
            estimated,  ,                                CLIENT_ABORT,   ESTIMATED, 0.002
            estimated,  ,                                UPSTREAM_ERROR, PROVIDER,  0.002
            estimated,  ,                                TIMEOUT,        ESTIMATED, 0.002
            estimated,  ,                                REJECTED,       PROVIDER,  0.002
            known,      ,                                CLIENT_ABORT,   PROVIDER,  0.002
            known,      ,                                CLIENT_ABORT,   ESTIMATED, 0
            known,      ,                                TIMEOUT,        ESTIMATED, 0.002
            nothing,    ,                                CLIENT_ABORT,   PROVIDER,  0
            nothing,    ,                                OK,             PROVIDER,  0.002
            estimated,  timeout,                         TIMEOUT,        PROVIDER,  0
            estimated,  timeout,                         UPSTREAM_ERROR, PROVIDER,  0.002
            nothing,    timeout;upstream_error;rejected, REJECTED,       PROVIDER,  0
            nothing,    timeout;upstream_error;rejected, OK,             ESTIMATED, 0.002
            """)
    void usageIsChargedHoweverTheRequestEndedUnlessThePolicyWaivesIt(
            String aborted, String waive, Outcome outcome, UsageSource source, String charge) {
        PriceBook book = BookText.of(
                """
                book mark_up=2 aborted=%s %s
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=1
                """
                        .formatted(aborted, waive == null ? "" : "waive=" + waive.replace(';', ',')));
        RatedEvent event = RatedEvent.of(
                book,
                RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=1000").withOutcome(outcome, source));
        assertThat(event.rated()).isEqualTo(Money.parse("0.001"));
        assertThat(event.provider()).isEqualTo(Money.parse("0.001"));
        assertThat(event.charge()).isEqualTo(Money.parse(charge));
    }
}
