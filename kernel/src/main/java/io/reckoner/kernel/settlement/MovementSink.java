package io.reckoner.kernel.settlement;

/**
 * Takes what a {@link Settler} did for one account, day by day in ascending order.
 *
 * <p>Within a day movements come first, by lot id (those without a lot before all), type and cause; then usage by provider
 * name. Every day comes once.
 */
public interface MovementSink {
    void movement(Movement movement);

    void usage(ProviderUsage usage);
}
