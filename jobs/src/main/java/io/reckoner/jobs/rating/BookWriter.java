package io.reckoner.jobs.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.BookTerms;
import io.reckoner.kernel.rating.ChargePolicy;
import io.reckoner.kernel.rating.ComponentPrice;
import io.reckoner.kernel.rating.ContextRule;
import io.reckoner.kernel.rating.FallBacks;
import io.reckoner.kernel.rating.Multiplier;
import io.reckoner.kernel.rating.Overlay;
import io.reckoner.kernel.rating.PriceList;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.ServiceTier;
import io.reckoner.kernel.rating.TimeWindow;
import io.reckoner.kernel.rating.Unpriced;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the canonical text of a book: parts in the order of a price book, every N said, nothing left out but defaults. */
final class BookWriter {
    private final StringBuilder out = new StringBuilder();

    private BookWriter() {}

    /** The text of some parts; each of them has the same lines in every book that has it. */
    static String text(BookParts parts) {
        return new BookWriter().write(parts);
    }

    /** The lines of one card, as they stand in every book that has it. */
    static String text(RateCard card) {
        BookWriter writer = new BookWriter();
        writer.card(card);
        return writer.out.toString();
    }

    private String write(BookParts parts) {
        out.append("price_book: 1\n");
        terms(parts.terms());
        out.append(parts.cards().isEmpty() ? "models: []\n" : "models:\n");
        parts.cards().forEach(this::card);
        if (!parts.overlays().isEmpty()) {
            out.append("overlays:\n");
            parts.overlays().forEach(this::overlay);
        }
        return out.toString();
    }

    private void terms(BookTerms terms) {
        line(0, "mark_up: " + decimal(terms.markUp()));
        if (!terms.providerMarkUps().isEmpty()) {
            line(0, "providers:");
            terms.providerMarkUps()
                    .forEach((name, factor) -> line(1, quoted(name) + ": {mark_up: " + decimal(factor) + "}"));
        }
        rules(0, terms.fallBacks(), terms.unpriced());
        ChargePolicy policy = terms.chargePolicy();
        if (!policy.equals(ChargePolicy.DEFAULT)) {
            line(
                    0,
                    "charge_policy: {aborted: " + policy.aborted().name().toLowerCase(Locale.ROOT) + ", waived: ["
                            + policy.waived().stream().map(Outcome::code).collect(Collectors.joining(", ")) + "]}");
        }
    }

    private void rules(int depth, FallBacks fallBacks, Map<Component, Unpriced> unpriced) {
        if (!fallBacks.stated().isEmpty()) {
            line(
                    depth,
                    "fall_backs: {"
                            + fallBacks.stated().entrySet().stream()
                                    .map(e -> e.getKey().code() + ": "
                                            + e.getValue().map(Component::code).orElse("none"))
                                    .collect(Collectors.joining(", "))
                            + "}");
        }
        if (!unpriced.isEmpty()) {
            line(
                    depth,
                    "unpriced: {"
                            + unpriced.entrySet().stream()
                                    .map(e -> e.getKey().code() + ": "
                                            + e.getValue().code())
                                    .collect(Collectors.joining(", "))
                            + "}");
        }
    }

    /** {@link PriceBookTable#sizes} counts cards by this first line, and overlays by theirs. */
    private void card(RateCard card) {
        out.append("  - provider: ").append(quoted(card.provider())).append('\n');
        line(2, "model: " + quoted(card.model()));
        line(2, "effective_from: " + quoted(card.effectiveFrom().toString()));
        line(2, "type: " + quoted(card.modelType()));
        line(2, "cost: " + card.costBasis().code());
        markUp(card.markUp());
        context(card.context());
        list(2, card.standard());
        if (!card.serviceTiers().isEmpty()) {
            line(2, "service_tiers:");
            for (ServiceTier tier : card.serviceTiers()) {
                line(3, quoted(tier.name()) + ":");
                line(4, multiplier(tier.multiplier()));
                list(4, tier.own());
            }
        }
        if (!card.windows().isEmpty()) {
            line(2, "windows:");
            for (TimeWindow window : card.windows()) {
                line(3, "- from: " + clock(window.fromSecond()));
                line(4, "to: " + clock(window.toSecond()));
                line(4, multiplier(window.multiplier()));
                list(4, window.own());
            }
        }
        rules(2, card.fallBacks(), card.unpriced());
    }

    private void markUp(@Nullable BigDecimal factor) {
        if (factor != null) {
            line(2, "mark_up: " + decimal(factor));
        }
    }

    private void context(ContextRule rule) {
        if (rule.equals(ContextRule.DEFAULT)) {
            return;
        }
        line(
                2,
                switch (rule.mode()) {
                    case GRADUATED -> "context: {mode: graduated}";
                    case WHOLE ->
                        "context: {metric: [" + codes(rule.metric()) + "], operator: "
                                + quoted(rule.operator().sign()) + ", mode: whole}";
                });
    }

    private void list(int depth, PriceList list) {
        if (!list.flat().isEmpty()) {
            line(depth, "components:");
            prices(depth + 1, list.flat());
        }
        if (!list.tiers().isEmpty()) {
            line(depth, "context_tiers:");
            for (PriceList.ContextTier tier : list.tiers()) {
                line(depth + 1, "- threshold: " + tier.threshold());
                line(depth + 2, "components:");
                prices(depth + 3, tier.prices());
            }
        }
    }

    private void prices(int depth, Map<Component, ComponentPrice> prices) {
        prices.forEach((component, price) -> line(depth, component.code() + ": {" + price(price) + "}"));
    }

    private static String price(ComponentPrice price) {
        UnitPrice cost = price.cost();
        UnitPrice charge = price.charge();
        String charged =
                charge == null ? "" : "charge: {amount: " + decimal(charge.amount()) + ", per: " + charge.per() + "}";
        String costs = cost == null ? "" : "amount: " + decimal(cost.amount()) + ", per: " + cost.per();
        return costs + (costs.isEmpty() || charged.isEmpty() ? "" : ", ") + charged;
    }

    private void overlay(Overlay overlay) {
        out.append("  - name: ").append(quoted(overlay.name())).append('\n');
        line(
                2,
                switch (overlay.scope()) {
                    case Overlay.ForAccount one -> "account: " + quoted(one.account());
                    case Overlay.ForPlan one -> "plan: " + quoted(one.plan());
                });
        switch (overlay.target()) {
            case Overlay.OnModelAt on -> {
                line(2, "model: " + quoted(on.model()));
                line(2, "provider: " + quoted(on.provider()));
            }
            case Overlay.OnModel on -> line(2, "model: " + quoted(on.model()));
            case Overlay.OnProvider on -> line(2, "provider: " + quoted(on.provider()));
            case Overlay.OnAll on -> {}
        }
        if (overlay.effectiveFrom() != null) {
            line(2, "effective_from: " + quoted(overlay.effectiveFrom().toString()));
        }
        if (overlay.effectiveTo() != null) {
            line(2, "effective_to: " + quoted(overlay.effectiveTo().toString()));
        }
        if (overlay.multiplier() != null) {
            line(2, "multiplier: " + decimal(overlay.multiplier()));
        }
        if (!overlay.charges().isEmpty()) {
            line(2, "components:");
            overlay.charges()
                    .forEach((component, charge) -> line(
                            3,
                            component.code() + ": {charge: " + decimal(charge.amount()) + ", per: " + charge.per()
                                    + "}"));
        }
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    private static String multiplier(Multiplier multiplier) {
        return "multiplier: {cost: " + decimal(multiplier.cost()) + ", charge: " + decimal(multiplier.charge()) + "}";
    }

    private static String codes(Collection<Component> components) {
        return components.stream().map(Component::code).collect(Collectors.joining(", "));
    }

    private static String decimal(BigDecimal number) {
        return number.toPlainString();
    }

    private static String clock(int second) {
        return String.format(Locale.ROOT, "\"%02d:%02d:%02d\"", second / 3600, second / 60 % 60, second % 60);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
