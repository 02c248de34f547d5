package io.reckoner.jobs.rating;

import io.reckoner.jobs.yaml.Block;
import io.reckoner.jobs.yaml.Spot;
import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.ComponentPrice;
import io.reckoner.kernel.rating.Multiplier;
import io.reckoner.kernel.rating.PriceList;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads prices: {@code components}, {@code context_tiers}, {@code multiplier}.
 *
 * @param tokensPer how many tokens an amount buys where it does not say so itself; null where nobody said
 */
record PricesReader(@Nullable Long tokensPer) {
    /** With the {@code per} stated here, or where there is none with that of the book. */
    static PricesReader of(@Nullable Spot per, @Nullable Long bookPer) {
        if (per == null) {
            return new PricesReader(bookPer);
        }
        Long stated = per.whole();
        return new PricesReader(stated == null ? Long.valueOf(1) : stated); // a fault already: no more of them
    }

    /** {@code components} and {@code context_tiers} of a block; both may be absent. */
    PriceList list(Block block) {
        Map<Component, ComponentPrice> flat = new EnumMap<>(Component.class);
        Spot components = block.take("components");
        if (components != null) {
            flat = prices(components);
        }
        List<PriceList.ContextTier> tiers = new ArrayList<>();
        Spot context = block.take("context_tiers");
        if (context != null) {
            for (Spot spot : context.items()) {
                PriceList.ContextTier tier = contextTier(spot);
                if (tier != null) {
                    tiers.add(tier);
                }
            }
        }
        Map<Component, ComponentPrice> prices = flat;
        PriceList list = block.findings()
                .build(
                        context == null ? block.line() : context.line(),
                        block.path() + ".context_tiers",
                        () -> new PriceList(prices, tiers));
        return list == null ? PriceList.flat(prices) : list;
    }

    private PriceList.@Nullable ContextTier contextTier(Spot spot) {
        Block block = spot.block();
        if (block == null) {
            return null;
        }
        Spot thresholdSpot = block.require("threshold");
        Long threshold = thresholdSpot == null ? null : thresholdSpot.whole();
        Spot components = block.require("components");
        block.end();
        if (components == null) {
            return null;
        }
        Map<Component, ComponentPrice> prices = prices(components);
        if (threshold == null || (prices.isEmpty() && !components.isEmpty())) {
            return null;
        }
        return block.findings().build(spot.line(), spot.path(), () -> new PriceList.ContextTier(threshold, prices));
    }

    private Map<Component, ComponentPrice> prices(Spot spot) {
        Map<Component, ComponentPrice> prices = new EnumMap<>(Component.class);
        Block block = spot.block();
        if (block != null) {
            block.all().forEach((code, value) -> {
                Component component = value.component(code);
                ComponentPrice price = component == null ? null : price(component, value);
                if (component != null && price != null) {
                    prices.put(component, price);
                }
            });
        }
        return prices;
    }

    /** {@code 2.50}, or {@code {amount: 2.50, per: 1000000, charge: 3.00}}. */
    private @Nullable ComponentPrice price(Component component, Spot spot) {
        if (spot.isText()) {
            UnitPrice cost = price(spot, spot.decimal(), per(component, spot, null));
            return cost == null ? null : build(spot, cost, null);
        }
        Block block = spot.block();
        if (block == null) {
            return null;
        }
        Spot perSpot = block.take("per");
        Spot amount = block.take("amount");
        Spot charge = block.take("charge");
        block.end();
        boolean isNeeded = amount != null || charge == null || !charge.has("per");
        Long per = isNeeded ? per(component, spot, perSpot) : Long.valueOf(1);
        UnitPrice cost = amount == null ? null : price(amount, amount.decimal(), per);
        UnitPrice charged = charge == null ? null : charge(charge, per);
        boolean isBroken = (amount != null && cost == null) || (charge != null && charged == null);
        return isBroken ? null : build(spot, cost, charged);
    }

    private static @Nullable ComponentPrice build(Spot spot, @Nullable UnitPrice cost, @Nullable UnitPrice charge) {
        return spot.findings().build(spot.line(), spot.path(), () -> new ComponentPrice(cost, charge));
    }

    /** A charge: an amount for the same N, or an amount with an N of its own. */
    private static @Nullable UnitPrice charge(Spot spot, @Nullable Long per) {
        if (spot.isText()) {
            return price(spot, spot.decimal(), per);
        }
        Block block = spot.block();
        if (block == null) {
            return null;
        }
        Spot amount = block.require("amount");
        Spot own = block.take("per");
        block.end();
        return amount == null ? null : price(amount, amount.decimal(), own == null ? per : own.whole());
    }

    private static @Nullable UnitPrice price(Spot spot, @Nullable BigDecimal amount, @Nullable Long per) {
        return amount == null || per == null
                ? null
                : spot.findings().build(spot.line(), spot.path(), () -> new UnitPrice(amount, per));
    }

    /** The N of a component: its own, else for tokens that of the model or book, else one piece or second. */
    private @Nullable Long per(Component component, Spot spot, @Nullable Spot own) {
        if (own != null) {
            return own.whole();
        }
        return switch (component.unit()) {
            case SECOND, PIECE -> Long.valueOf(1);
            case TOKEN -> {
                if (tokensPer == null) {
                    spot.fault("per how many tokens? Write per: 1000000 here, on the model or on the book");
                }
                yield tokensPer;
            }
        };
    }

    /** Own charges of an overlay: {@code 3.00}, or {@code {charge: 3.00, per: 1000000}}. */
    Map<Component, UnitPrice> charges(Spot spot) {
        Map<Component, UnitPrice> charges = new EnumMap<>(Component.class);
        Block block = spot.block();
        if (block != null) {
            block.all().forEach((code, value) -> {
                Component component = value.component(code);
                UnitPrice charge = component == null ? null : overlayCharge(component, value);
                if (component != null && charge != null) {
                    charges.put(component, charge);
                }
            });
        }
        return charges;
    }

    private @Nullable UnitPrice overlayCharge(Component component, Spot spot) {
        if (spot.isText()) {
            return price(spot, spot.decimal(), per(component, spot, null));
        }
        Block block = spot.block();
        if (block == null) {
            return null;
        }
        Long per = per(component, spot, block.take("per"));
        Spot charge = block.require("charge");
        block.end();
        return charge == null ? null : price(charge, charge.decimal(), per);
    }

    /** {@code 0.5}, or {@code {cost: 0.5, charge: 1}}; one where it is absent. */
    static Multiplier multiplier(Block block) {
        Spot spot = block.take("multiplier");
        if (spot == null) {
            return Multiplier.ONE;
        }
        BigDecimal cost;
        BigDecimal charge;
        if (spot.isText()) {
            cost = spot.decimal();
            charge = cost;
        } else {
            Block sides = spot.block();
            if (sides == null) {
                return Multiplier.ONE;
            }
            cost = decimal(sides.take("cost"));
            charge = decimal(sides.take("charge"));
            sides.end();
        }
        if (cost == null || charge == null) {
            return Multiplier.ONE;
        }
        Multiplier multiplier = spot.findings().build(spot.line(), spot.path(), () -> new Multiplier(cost, charge));
        return multiplier == null ? Multiplier.ONE : multiplier;
    }

    private static @Nullable BigDecimal decimal(@Nullable Spot spot) {
        return spot == null ? BigDecimal.ONE : spot.decimal();
    }
}
