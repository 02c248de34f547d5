package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold between the parts of a price book. Each part has already refused what is wrong with it alone. */
final class BookRules {
    private final BookTerms terms;
    private final List<RateCard> cards;
    private final List<Overlay> overlays;
    private final List<BookFault> faults = new ArrayList<>();

    BookRules(BookTerms terms, List<RateCard> cards, List<Overlay> overlays) {
        this.terms = terms;
        this.cards = cards;
        this.overlays = overlays;
    }

    List<BookFault> faults() {
        Set<String> providers = cards.stream().map(RateCard::provider).collect(Collectors.toSet());
        for (String provider : terms.providerMarkUps().keySet()) {
            if (!providers.contains(provider)) {
                fault("providers." + provider, "the book has no card of this provider; mend the name or add its cards");
            }
        }
        circle("fall_backs", terms.fallBacks().over(FallBacks.DEFAULT));
        noCardTwice();
        for (int i = 0; i < cards.size(); i++) {
            card("models[" + i + "]", cards.get(i));
        }
        overlays();
        return List.copyOf(faults);
    }

    private void fault(String path, String message) {
        faults.add(new BookFault(path, message));
    }

    private void circle(String path, FallBacks resolved) {
        List<Component> circle = resolved.circle();
        if (!circle.isEmpty()) {
            fault(
                    path,
                    "fall-backs run in a circle: "
                            + circle.stream().map(Component::code).collect(Collectors.joining(" → "))
                            + "; set one of them to none");
        }
    }

    private void noCardTwice() {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < cards.size(); i++) {
            Integer first = seen.putIfAbsent(cards.get(i).title(), i);
            if (first != null) {
                fault(
                        "models[" + i + "]",
                        "a second card for " + cards.get(i).title() + "; the first is models[" + first
                                + "]. Remove one or give it another effective_from");
            }
        }
    }

    private void card(String path, RateCard card) {
        if (!card.fallBacks().stated().isEmpty()) {
            circle(path + ".fall_backs", terms.fallBacksOf(card));
        }
        if (card.standard().isEmpty()) {
            fault(path + ".components", "the card prices nothing; write 0 for what is free");
        }
        boolean vendorWithCosts = card.costBasis() == CostBasis.VENDOR && card.statesCosts();
        priceList(path, card, card.standard(), vendorWithCosts);
        for (ServiceTier tier : card.serviceTiers()) {
            priceList(path + ".service_tiers." + tier.name(), card, tier.own(), vendorWithCosts);
        }
        for (int i = 0; i < card.windows().size(); i++) {
            priceList(path + ".windows[" + i + "]", card, card.windows().get(i).own(), vendorWithCosts);
        }
    }

    private void priceList(String path, RateCard card, PriceList list, boolean vendorWithCosts) {
        list.flat().forEach((component, price) -> price(path + ".components", card, component, price, vendorWithCosts));
        for (int i = 0; i < list.tiers().size(); i++) {
            String tierPath = path + ".context_tiers[" + i + "].components";
            list.tiers()
                    .get(i)
                    .prices()
                    .forEach((component, price) -> price(tierPath, card, component, price, vendorWithCosts));
        }
    }

    private void price(String path, RateCard card, Component component, ComponentPrice price, boolean vendorWithCosts) {
        String where = path + "." + component.code();
        switch (card.costBasis()) {
            case BOOK -> {
                if (price.cost() == null) {
                    fault(where, "a charge without a cost; write the provider's amount, or cost: unknown for the card");
                }
            }
            case UNKNOWN -> {
                if (price.cost() != null) {
                    fault(where, "the card says cost: unknown, yet this price has a cost; write the charge alone");
                }
            }
            case VENDOR -> {
                if (vendorWithCosts && price.cost() == null) {
                    fault(
                            where,
                            "the card says cost: vendor and states costs for other prices;"
                                    + " state them for all prices or for none");
                }
            }
        }
    }

    private void overlays() {
        Map<String, Integer> names = new HashMap<>();
        Map<List<Object>, NavigableMap<Instant, Integer>> aims = new HashMap<>();
        Set<Overlay.Target> targets = targets();
        for (int i = 0; i < overlays.size(); i++) {
            Overlay overlay = overlays.get(i);
            String path = "overlays[" + i + "]";
            if (!targets.contains(overlay.target())) {
                fault(path, "the book has no card for " + overlay.target() + "; mend the name or add the card");
            }
            Integer first = names.putIfAbsent(overlay.name(), i);
            if (first != null) {
                fault(
                        path + ".name",
                        "overlays[" + first + "] is called \"" + overlay.name() + "\" too; names must differ");
            }
            NavigableMap<Instant, Integer> sameAim =
                    aims.computeIfAbsent(List.of(overlay.scope(), overlay.target()), key -> new TreeMap<>());
            notAtTheSameTime(path, overlay, i, sameAim);
        }
    }

    /** Everything an overlay can act on. */
    private Set<Overlay.Target> targets() {
        Set<Overlay.Target> targets = new HashSet<>();
        for (RateCard card : cards) {
            targets.add(new Overlay.OnAll());
            targets.add(new Overlay.OnProvider(card.provider()));
            targets.add(new Overlay.OnModel(card.model()));
            targets.add(new Overlay.OnModelAt(card.model(), card.provider()));
        }
        return targets;
    }

    /** @param sameAim overlays of the same aim that do not overlap, by their beginnings: the neighbours tell of all */
    private void notAtTheSameTime(String path, Overlay overlay, int index, NavigableMap<Instant, Integer> sameAim) {
        Instant from = overlay.effectiveFrom() == null ? Instant.MIN : overlay.effectiveFrom();
        Optional<Integer> other = Stream.of(
                        Optional.ofNullable(sameAim.floorEntry(from)), Optional.ofNullable(sameAim.higherEntry(from)))
                .flatMap(Optional::stream)
                .map(Map.Entry::getValue)
                .filter(near -> overlays.get(near).overlaps(overlay))
                .findFirst();
        other.ifPresentOrElse(
                near -> fault(
                        path,
                        "overlays[" + near + "] (\"" + overlays.get(near).name()
                                + "\") acts for the same account or plan, on the same models and at the same time;"
                                + " join them or let one end where the other begins"),
                () -> sameAim.put(from, index));
    }
}
