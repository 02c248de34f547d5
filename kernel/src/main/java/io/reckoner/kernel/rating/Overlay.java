package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Other charges for one account or one plan. Never touches a cost.
 *
 * <p>At most one overlay acts on an event: one of its account before one of its plan, and among those the one that says
 * most closely which model. An own price is final: no context or service tier, window or mark-up acts on it. Components
 * without an own price keep the book's charge, times the multiplier.
 *
 * @param name unique in the book; facts carry it
 * @param charges own prices
 * @param multiplier on the book's charge of every component without own price; null for none
 * @param effectiveFrom first instant it acts, null for always
 * @param effectiveTo first instant it no longer acts, null for never
 */
public record Overlay(
        String name,
        Scope scope,
        Target target,
        Map<Component, UnitPrice> charges,
        @Nullable BigDecimal multiplier,
        @Nullable Instant effectiveFrom,
        @Nullable Instant effectiveTo) {
    /** Whom the overlay is for. */
    public sealed interface Scope {}

    /** One account, with any key. */
    public record ForAccount(String account) implements Scope {}

    /** Subscription keys of accounts whose cycle at the event's time is of this plan, in any version of it. */
    public record ForPlan(String plan) implements Scope {}

    /** What the overlay acts on, closest first: a model at one provider, a model anywhere, a provider, everything. */
    public sealed interface Target {}

    public record OnModelAt(String model, String provider) implements Target {
        @Override
        public String toString() {
            return "model " + model + " at " + provider;
        }
    }

    public record OnModel(String model) implements Target {
        @Override
        public String toString() {
            return "model " + model;
        }
    }

    public record OnProvider(String provider) implements Target {
        @Override
        public String toString() {
            return "provider " + provider;
        }
    }

    public record OnAll() implements Target {
        @Override
        public String toString() {
            return "all models";
        }
    }

    public Overlay {
        BookName.require("overlay", name);
        requireNames(scope, target);
        charges = PriceList.ordered(charges);
        charges.values().forEach(ComponentPrice::requireBookPrice);
        multiplier = multiplier == null ? null : Multiplier.checked(multiplier);
        if (charges.isEmpty() && multiplier == null) {
            throw new IllegalArgumentException(
                    "overlay \"" + name + "\" changes nothing; give it a multiplier or components");
        }
        RateCard.requireInstant("effective_from", effectiveFrom);
        RateCard.requireInstant("effective_to", effectiveTo);
        if (effectiveFrom != null && effectiveTo != null && !effectiveFrom.isBefore(effectiveTo)) {
            throw new IllegalArgumentException(
                    "overlay \"" + name + "\" ends at " + effectiveTo + ", not after it begins at " + effectiveFrom);
        }
    }

    private static void requireNames(Scope scope, Target target) {
        switch (scope) {
            case ForAccount one -> BookName.require("account", one.account());
            case ForPlan one -> BookName.require("plan", one.plan());
        }
        switch (target) {
            case OnModelAt at -> {
                BookName.require("model", at.model());
                BookName.require("provider", at.provider());
            }
            case OnModel on -> BookName.require("model", on.model());
            case OnProvider on -> BookName.require("provider", on.provider());
            case OnAll() -> {}
        }
    }

    boolean matches(String provider, String model) {
        return switch (target) {
            case OnModelAt at -> at.model().equals(model) && at.provider().equals(provider);
            case OnModel on -> on.model().equals(model);
            case OnProvider on -> on.provider().equals(provider);
            case OnAll() -> true;
        };
    }

    /** Whether the two ever act at the same instant. */
    boolean overlaps(Overlay other) {
        boolean endsBefore =
                effectiveTo != null && other.effectiveFrom != null && !effectiveTo.isAfter(other.effectiveFrom);
        boolean beginsAfter =
                effectiveFrom != null && other.effectiveTo != null && !other.effectiveTo.isAfter(effectiveFrom);
        return !endsBefore && !beginsAfter;
    }

    /** 0 for the closest target. */
    int distance() {
        return switch (target) {
            case OnModelAt at -> 0;
            case OnModel on -> 1;
            case OnProvider on -> 2;
            case OnAll() -> 3;
        };
    }
}
