package io.reckoner.jobs.rating;

import io.reckoner.jobs.yaml.Block;
import io.reckoner.jobs.yaml.Findings;
import io.reckoner.jobs.yaml.Spot;
import io.reckoner.jobs.yaml.YamlNode;
import io.reckoner.kernel.rating.BookFault;
import io.reckoner.kernel.rating.BookTerms;
import io.reckoner.kernel.rating.ChargePolicy;
import io.reckoner.kernel.rating.FallBacks;
import io.reckoner.kernel.rating.Overlay;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.Unpriced;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a whole book from its tree. */
final class BookReader {
    private static final String FORMAT = "1";
    private static final Pattern OVERLAY_INDEX = Pattern.compile("overlays\\[([0-9]+)]");

    private final Findings findings;
    private final List<RateCard> cards = new ArrayList<>();
    private final List<Overlay> overlays = new ArrayList<>();

    /** Where in the file the overlays stand that could be read. */
    private final List<Integer> overlayPlaces = new ArrayList<>();

    private boolean everyCardHasAName = true;

    BookReader(Findings findings) {
        this.findings = findings;
    }

    /** The book; null when there are faults. */
    @Nullable
    PriceBook read(YamlNode root, int version) {
        BookParts parts = parts(root);
        if (parts == null) {
            return null;
        }
        rulesBetweenParts(parts.terms());
        return findings.isClean() ? PriceBook.of(version, parts.terms(), cards, overlays) : null;
    }

    /** What stands in the tree, whether or not it makes a book; null when it has no keys. */
    @Nullable
    BookParts parts(YamlNode root) {
        Block block = new Spot(findings, root, "").block();
        if (block == null) {
            return null;
        }
        Spot format = block.require("price_book");
        String number = format == null ? null : format.text();
        if (format != null && number != null && !number.equals(FORMAT)) {
            format.fault("this program reads price books of format " + FORMAT + ", not " + number);
        }
        Long per = PricesReader.of(block.take("per"), null).tokensPer();
        BookTerms terms = terms(block);
        Spot models = block.require("models");
        if (models != null) {
            for (Spot spot : models.items()) {
                RateCard card = CardReader.read(spot, per);
                if (card == null) {
                    everyCardHasAName = false;
                } else {
                    cards.add(card);
                }
            }
        }
        overlays(block.take("overlays"), per);
        block.end();
        return new BookParts(terms, cards, overlays);
    }

    private void overlays(@Nullable Spot list, @Nullable Long per) {
        if (list != null) {
            List<Spot> items = list.items();
            for (int i = 0; i < items.size(); i++) {
                Overlay overlay = OverlayReader.read(items.get(i), per);
                if (overlay != null) {
                    overlays.add(overlay);
                    overlayPlaces.add(i);
                }
            }
        }
    }

    private BookTerms terms(Block block) {
        Spot markUpSpot = block.take("mark_up");
        BigDecimal markUp = markUpSpot == null ? null : markUpSpot.decimal();
        Map<String, BigDecimal> providers = new HashMap<>();
        Spot providersSpot = block.take("providers");
        Block names = providersSpot == null ? null : providersSpot.block();
        if (names != null) {
            names.all().forEach((name, value) -> provider(providers, name, value));
        }
        FallBacks fallBacks = RulesReader.fallBacks(block.take("fall_backs"));
        Map<Component, Unpriced> unpriced = RulesReader.unpriced(block.take("unpriced"));
        ChargePolicy policy = RulesReader.chargePolicy(block.take("charge_policy"));
        BookTerms terms = findings.build(
                block.line(),
                "",
                () -> new BookTerms(markUp == null ? BigDecimal.ONE : markUp, providers, fallBacks, unpriced, policy));
        return terms == null ? BookTerms.DEFAULT : terms;
    }

    private static void provider(Map<String, BigDecimal> providers, String name, Spot spot) {
        Block block = spot.block();
        if (block != null) {
            Spot factorSpot = block.require("mark_up");
            BigDecimal factor = factorSpot == null ? null : factorSpot.decimal();
            block.end();
            if (factor != null) {
                providers.put(name, factor);
            }
        }
    }

    /**
     * What the kernel finds between the parts, on the lines of the file. Left for later while a card does not say whose it
     * is: half the faults would only follow from that.
     */
    private void rulesBetweenParts(BookTerms terms) {
        if (everyCardHasAName) {
            for (BookFault fault : PriceBook.faults(terms, cards, overlays)) {
                findings.fault(inFile(fault.path()), inFile(fault.message()));
            }
        }
    }

    private String inFile(String text) {
        return OVERLAY_INDEX
                .matcher(text)
                .replaceAll(index -> "overlays[" + overlayPlaces.get(Integer.parseInt(index.group(1))) + "]");
    }
}
