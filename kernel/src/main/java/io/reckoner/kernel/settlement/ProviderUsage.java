package io.reckoner.kernel.settlement;

import io.reckoner.kernel.money.Money;
import java.time.LocalDate;

/**
 * The usage of one account by one provider, settled by one run on one UTC day (that of {@code settledAt}).
 *
 * @param events all events that name the provider, free and failed ones too
 * @param charge sum of their charges
 * @param providerCost sum of their provider costs, as far as known
 * @param costUnknown events whose provider cost is unknown
 */
public record ProviderUsage(
        LocalDate day, String provider, long events, Money charge, Money providerCost, long costUnknown) {}
