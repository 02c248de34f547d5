package io.reckoner.jobs.rating;

import io.reckoner.jobs.yaml.Block;
import io.reckoner.jobs.yaml.Spot;
import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.Overlay;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code overlays}. */
final class OverlayReader {
    private final Block block;

    private OverlayReader(Block block) {
        this.block = block;
    }

    /** @param bookPer tokens an amount buys by the book */
    static @Nullable Overlay read(Spot spot, @Nullable Long bookPer) {
        Block block = spot.block();
        return block == null ? null : new OverlayReader(block).overlay(bookPer);
    }

    private @Nullable Overlay overlay(@Nullable Long bookPer) {
        Spot nameSpot = block.require("name");
        String name = nameSpot == null ? null : nameSpot.text();
        Overlay.Scope scope = scope();
        Overlay.Target target = target();
        Spot per = block.take("per");
        Spot components = block.take("components");
        Spot multiplierSpot = block.take("multiplier");
        Spot fromSpot = block.take("effective_from");
        Spot toSpot = block.take("effective_to");
        block.end();
        PricesReader prices = PricesReader.of(per, bookPer);
        Map<Component, UnitPrice> charges = components == null ? Map.of() : prices.charges(components);
        BigDecimal multiplier = multiplierSpot == null ? null : multiplierSpot.decimal();
        Instant from = fromSpot == null ? null : fromSpot.instant();
        Instant to = toSpot == null ? null : toSpot.instant();
        boolean isBroken = (components != null && charges.isEmpty() && multiplier == null)
                || (multiplierSpot != null && multiplier == null);
        if (name == null || scope == null || isBroken) {
            return null;
        }
        return block.findings()
                .build(
                        block.line(),
                        block.path(),
                        () -> new Overlay(name, scope, target, charges, multiplier, from, to));
    }

    private Overlay.@Nullable Scope scope() {
        Spot account = block.take("account");
        Spot plan = block.take("plan");
        if ((account == null) == (plan == null)) {
            block.findings().fault(block.line(), block.path(), "say whom it is for: either account or plan");
            return null;
        }
        String id = account != null ? account.text() : plan == null ? null : plan.text();
        if (id == null) {
            return null;
        }
        return account != null ? new Overlay.ForAccount(id) : new Overlay.ForPlan(id);
    }

    private Overlay.Target target() {
        Spot model = block.take("model");
        Spot provider = block.take("provider");
        String modelName = model == null ? null : model.text();
        String providerName = provider == null ? null : provider.text();
        if (modelName != null) {
            return providerName != null
                    ? new Overlay.OnModelAt(modelName, providerName)
                    : new Overlay.OnModel(modelName);
        }
        return providerName != null ? new Overlay.OnProvider(providerName) : new Overlay.OnAll();
    }
}
