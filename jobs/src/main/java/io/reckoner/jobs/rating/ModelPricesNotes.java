package io.reckoner.jobs.rating;

import io.reckoner.jobs.rating.CardOriginView.Origin;
import io.reckoner.kernel.rating.ContextRule;
import io.reckoner.kernel.rating.ModelPrices;
import io.reckoner.kernel.rating.Overlay;
import io.reckoner.kernel.rating.OverlayStanding;
import io.reckoner.kernel.rating.OverlayStanding.Reason;
import io.reckoner.kernel.rating.QuoteRequest;
import io.reckoner.kernel.rating.ServiceTier;
import io.reckoner.kernel.rating.TimeWindow;
import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.table.Counted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What there is to say about the prices of a model beside the figures, in sentences. */
final class ModelPricesNotes {
    private ModelPricesNotes() {}

    /** Name of the overlay that acts, null for none. */
    static @Nullable String acting(ModelPrices prices) {
        return prices.overlays().stream()
                .filter(standing -> standing.reason() == Reason.ACTS)
                .map(standing -> standing.overlay().name())
                .findFirst()
                .orElse(null);
    }

    /** Card, where it came from, what holds at the instant, what has no price, overlays. */
    static List<String> of(ModelPrices prices, QuoteRequest request, @Nullable Origin origin) {
        List<String> notes = new ArrayList<>();
        notes.add("The card holds from " + prices.card().effectiveFrom()
                + (prices.nextCardFrom() == null
                        ? "; no other comes after it."
                        : " until the next one, from " + prices.nextCardFrom() + "."));
        if (origin != null) {
            notes.add(origin(origin));
        }
        notes.add(
                switch (prices.card().costBasis()) {
                    case BOOK -> markUp(prices);
                    case UNKNOWN -> "The card knows charges only; the cost is unknown.";
                    case VENDOR ->
                        "The cost is what the provider reports"
                                + (prices.card().statesCosts()
                                        ? ", and where it reports nothing the cost above. "
                                        : ". ")
                                + markUp(prices);
                });
        window(prices, notes);
        tier(prices, request, notes);
        context(prices, notes);
        if (!prices.ignored().isEmpty()) {
            notes.add("Without a price and free: " + codes(prices.ignored()) + ".");
        }
        if (!prices.suspended().isEmpty()) {
            notes.add("Without a price, setting an event aside: " + codes(prices.suspended()) + ".");
        }
        overlays(prices, request, notes);
        return notes;
    }

    private static String origin(Origin origin) {
        StringBuilder text = new StringBuilder("It stands so since price book " + origin.version() + ", recorded "
                + origin.recordedAt() + " by " + origin.actor());
        if (!origin.reason().isEmpty()) {
            text.append(" (").append(origin.reason()).append(')');
        }
        if (!origin.details().isEmpty()) {
            text.append("; ").append(String.join("; ", origin.details()));
        }
        return text.append('.').toString();
    }

    private static String markUp(ModelPrices prices) {
        return "Mark-up " + prices.markUp().toPlainString() + " where the price states no charge.";
    }

    private static void window(ModelPrices prices, List<String> notes) {
        String windows = prices.card().windows().stream().map(TimeWindow::name).collect(Collectors.joining(", "));
        if (prices.window() != null) {
            notes.add("Windows (UTC): " + windows + ". At this instant " + prices.window() + " holds.");
        } else if (!windows.isEmpty()) {
            notes.add("Windows (UTC): " + windows + ". At this instant none holds.");
        }
    }

    private static void tier(ModelPrices prices, QuoteRequest request, List<String> notes) {
        String asked = request.serviceTier();
        List<String> names =
                prices.card().serviceTiers().stream().map(ServiceTier::name).toList();
        if (asked != null && !names.contains(asked)) {
            notes.add("The card has no service tier " + asked + ": such usage meets the standard price."
                    + (names.isEmpty() ? "" : " It has " + String.join(", ", names) + "."));
        }
    }

    private static void context(ModelPrices prices, List<String> notes) {
        ContextRule rule = prices.card().context();
        if (prices.lines().stream().anyMatch(line -> line.context() > 0)) {
            notes.add(
                    switch (rule.mode()) {
                        case WHOLE ->
                            "The context is the sum of " + codes(List.copyOf(rule.metric()))
                                    + "; it prices the whole request.";
                        case GRADUATED ->
                            "Contexts are graduated: each price holds for the part of the component's own"
                                    + " count above the threshold.";
                    });
        }
    }

    private static void overlays(ModelPrices prices, QuoteRequest request, List<String> notes) {
        String acting = acting(prices);
        long others = 0;
        if (acting == null) {
            notes.add("No overlay acts.");
        }
        for (OverlayStanding standing : prices.overlays()) {
            if (standing.reason() == Reason.OTHER_CUSTOMER) {
                others++;
            } else {
                notes.add("Overlay " + said(standing.overlay()) + " " + why(standing, acting, request) + ".");
            }
        }
        if (others > 0) {
            notes.add(Counted.of(others, "overlay is", "overlays are") + " for "
                    + (request.account().account().isEmpty()
                                    && request.account().cycles().isEmpty()
                            ? "accounts or plans: name one with --account or --plan."
                            : "other accounts or plans."));
        }
    }

    private static String why(OverlayStanding standing, @Nullable String acting, QuoteRequest request) {
        Overlay overlay = standing.overlay();
        return switch (standing.reason()) {
            case ACTS -> "acts";
            case STANDS_BEHIND ->
                "stands behind " + acting
                        + ": an account's before a plan's, then model at a provider, model, provider, everything";
            case OTHER_CUSTOMER -> "is for somebody else";
            case OTHER_KEY ->
                "does not act: it is for subscription keys, and this is one of kind "
                        + request.keyKind().code();
            case OTHER_MODEL -> "does not act: it speaks of others";
            case OTHER_TIME ->
                "does not act: it "
                        + (overlay.effectiveFrom() != null && request.at().isBefore(overlay.effectiveFrom())
                                ? "begins at " + overlay.effectiveFrom()
                                : "ended at " + overlay.effectiveTo());
        };
    }

    /** {@code acme-2026 (account acct_acme, openai, × 0.9)}. */
    private static String said(Overlay overlay) {
        String scope =
                switch (overlay.scope()) {
                    case Overlay.ForAccount one -> "account " + one.account();
                    case Overlay.ForPlan one -> "plan " + one.plan();
                };
        String target =
                switch (overlay.target()) {
                    case Overlay.OnModelAt on -> on.model() + " at " + on.provider();
                    case Overlay.OnModel on -> on.model();
                    case Overlay.OnProvider on -> "everything of " + on.provider();
                    case Overlay.OnAll on -> "everything";
                };
        List<String> parts = new ArrayList<>(List.of(scope, target));
        BigDecimal multiplier = overlay.multiplier();
        if (multiplier != null) {
            parts.add("× " + multiplier.toPlainString());
        }
        if (!overlay.charges().isEmpty()) {
            parts.add("own price of " + codes(List.copyOf(overlay.charges().keySet())));
        }
        return overlay.name() + " (" + String.join(", ", parts) + ")";
    }

    private static String codes(List<Component> components) {
        return components.stream().map(Component::code).collect(Collectors.joining(", "));
    }
}
