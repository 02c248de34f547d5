package io.reckoner.kernel.rating;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.Symbols;
import io.reckoner.kernel.usage.UsageSource;
import org.jspecify.annotations.Nullable;

/**
 * Rates events by one version of the price book. One for each thread; making one is cheap, cards are worked out when first
 * met. Allocates nothing for an event.
 *
 * <p>Example: 1,000 input tokens at 2.50 per 1,000,000 and a mark-up of 1.2 cost 2,500,000,000 picos and are charged
 * 3,000,000,000.
 */
public final class Rater {
    /** An event's cost and its charge stay below this: 1,000,000 USD in picos. */
    public static final long LIMIT = 1_000_000_000_000_000_000L;

    private static final KeyKind[] KEY_KINDS = KeyKind.values();
    private static final int REQUEST = Component.REQUEST.ordinal();

    private final PriceBook book;
    private final Symbols symbols;
    private final OverlayIndex overlays;
    private final boolean[][] charged = new boolean[Outcome.values().length][UsageSource.values().length];
    private final ModelTable models = new ModelTable();

    /** The counts of the row at hand. */
    private final long[] row = new long[Component.COUNT];

    /** What {@link #find} found. */
    private @Nullable CompiledCard card;

    private OverlayIndex.@Nullable Entry overlay;

    /** @param symbols those the events' ordinals belong to */
    public Rater(PriceBook book, Symbols symbols) {
        this.book = book;
        this.symbols = symbols;
        this.overlays = new OverlayIndex(book.overlays());
        for (Outcome outcome : Outcome.values()) {
            for (UsageSource source : UsageSource.values()) {
                charged[outcome.ordinal()][source.ordinal()] =
                        book.terms().chargePolicy().charges(outcome, source);
            }
        }
    }

    /**
     * Whether an event can be priced: null when it can, else {@code NO_PRICE}, {@code NO_COMPONENT_PRICE} or
     * {@code OVERFLOW}, in this order. An event without usage needs no price; one that has usage needs it however the
     * request ended, since usage always costs. A charge is judged as if it were not waived.
     */
    public @Nullable Verdict judge(EventBlock block, int index, AccountTerms terms) {
        int present = gather(block, index);
        return judge(
                block.ts[index],
                block.provider[index],
                block.model[index],
                block.serviceTier[index],
                block.keyKind[index],
                row,
                present,
                terms);
    }

    /**
     * The same for an event that is not in a block.
     *
     * @param ts the event's own time in microseconds
     * @param serviceTier ordinal, or {@link EventBlock#NO_NAME}
     * @param keyKind ordinal of {@link KeyKind}
     * @param counts by component ordinal; read only where {@code present} has the bit
     */
    public @Nullable Verdict judge(
            long ts,
            int provider,
            int model,
            int serviceTier,
            byte keyKind,
            long[] counts,
            int present,
            AccountTerms terms) {
        if (!hasUsage(counts, present)) {
            return null;
        }
        Rates rates = find(ts, provider, model, serviceTier, keyKind, counts, present, terms);
        if (rates == null) {
            return new Verdict(SuspenseReason.NO_PRICE, model(provider, model).missing());
        }
        int positive = 0;
        long sum = 0;
        for (int bits = present; bits != 0; bits &= bits - 1) {
            int c = Integer.numberOfTrailingZeros(bits);
            if (counts[c] > 0) {
                positive |= 1 << c;
                sum += counts[c];
            }
        }
        if ((positive & ~rates.priced()) != 0) {
            return new Verdict(SuspenseReason.NO_COMPONENT_PRICE, unpriced(positive & ~rates.priced()));
        }
        if ((sum < 0 || sum > rates.safeCount()) && reachesLimit(rates, counts, positive)) {
            return new Verdict(
                    SuspenseReason.OVERFLOW, "cost or charge reaches 1000000 USD by the card for " + title());
        }
        return null;
    }

    /**
     * Works out rows {@code from .. to-1}, all of one account, all judged fine. The components of {@code charges} must be
     * zero for these rows ({@link ChargeBlock#clear}).
     *
     * @throws IllegalStateException naming the event, when one of them cannot be priced after all
     */
    public void rate(EventBlock block, int from, int to, AccountTerms terms, ChargeBlock charges) {
        for (int i = from; i < to; i++) {
            int present = gather(block, i);
            charges.overlay[i] = -1;
            if (!hasUsage(row, present)) {
                withoutUsage(block, i, charges);
                continue;
            }
            Rates rates = find(
                    block.ts[i],
                    block.provider[i],
                    block.model[i],
                    block.serviceTier[i],
                    block.keyKind[i],
                    row,
                    present,
                    terms);
            CompiledCard found = card;
            if (rates == null || found == null || (present & ~rates.priced()) != 0) {
                throw unjudged(block, i, terms);
            }
            charges.version[i] = book.version();
            charges.cardEffectiveFrom[i] = found.effectiveFrom();
            charges.modelType[i] = found.modelType();
            if (overlay != null) {
                charges.overlay[i] = overlay.ordinal();
            }
            if (!components(rates, i, present, charged[block.outcome[i]][block.usageSource[i]], charges)) {
                throw unjudged(block, i, terms);
            }
            providerCost(found, block, i, charges);
        }
    }

    /** False when an amount reaches the limit. */
    private boolean components(Rates rates, int i, int present, boolean isCharged, ChargeBlock charges) {
        long costs = 0;
        long total = 0;
        for (int bits = present; bits != 0; bits &= bits - 1) {
            int c = Integer.numberOfTrailingZeros(bits);
            long cost = rates.cost(c, row[c]);
            long charge = isCharged ? rates.charge(c, row[c]) : 0;
            costs += cost;
            total += charge;
            if ((cost | charge) < 0 || costs >= LIMIT || total >= LIMIT) {
                return false;
            }
            if ((cost | charge) != 0) {
                charges.cost[c][i] = cost;
                charges.charge[c][i] = charge;
                charges.present |= 1 << c;
            }
        }
        charges.ratedCost[i] = costs;
        charges.totalCharge[i] = total;
        return true;
    }

    private static void providerCost(CompiledCard found, EventBlock block, int i, ChargeBlock charges) {
        if (!found.statesCosts()) {
            charges.ratedCost[i] = EventBlock.ABSENT;
        }
        long vendor = block.vendorCost[i];
        charges.providerCost[i] = switch (found.costBasis()) {
            case BOOK, UNKNOWN -> charges.ratedCost[i];
            case VENDOR -> vendor == EventBlock.ABSENT ? charges.ratedCost[i] : vendor;
        };
    }

    private void withoutUsage(EventBlock block, int i, ChargeBlock charges) {
        CompiledCard found = block.provider[i] == EventBlock.NO_NAME
                ? null
                : model(block.provider[i], block.model[i]).at(block.ts[i]);
        charges.ratedCost[i] = 0;
        charges.providerCost[i] = 0;
        charges.totalCharge[i] = 0;
        charges.version[i] = ChargeBlock.UNPRICED;
        charges.cardEffectiveFrom[i] = ChargeBlock.UNPRICED;
        charges.modelType[i] = found == null ? -1 : found.modelType();
    }

    private static boolean hasUsage(long[] counts, int present) {
        return (present & (1 << REQUEST)) != 0 && counts[REQUEST] > 0;
    }

    /** Copies the positive counts of a row and says which they are. */
    private int gather(EventBlock block, int index) {
        int positive = 0;
        for (int bits = block.present; bits != 0; bits &= bits - 1) {
            int c = Integer.numberOfTrailingZeros(bits);
            long count = block.counts[c][index];
            if (count != 0) {
                row[c] = count;
                positive |= 1 << c;
            }
        }
        return positive;
    }

    /** Finds card, overlay and rates; null where there is no card. */
    private @Nullable Rates find(
            long ts,
            int provider,
            int model,
            int serviceTier,
            byte keyKind,
            long[] counts,
            int present,
            AccountTerms terms) {
        CompiledModel compiled = model(provider, model);
        CompiledCard found = compiled.at(ts);
        card = found;
        if (found == null) {
            return null;
        }
        overlay = overlays.find(terms, KEY_KINDS[keyKind], compiled.key(), ts);
        return found.rates(serviceTier, ts, counts, present, overlay == null ? null : overlay.overlay());
    }

    private CompiledModel model(int provider, int model) {
        CompiledModel found = models.get(provider, model);
        if (found == null) {
            found = new CompiledModel(
                    book, symbols, new PriceBook.ModelKey(symbols.name(provider), symbols.name(model)));
            models.put(provider, model, found);
        }
        return found;
    }

    private static boolean reachesLimit(Rates rates, long[] counts, int positive) {
        long costs = 0;
        long total = 0;
        for (int bits = positive; bits != 0; bits &= bits - 1) {
            int c = Integer.numberOfTrailingZeros(bits);
            long cost = rates.cost(c, counts[c]);
            long charge = rates.charge(c, counts[c]);
            costs += cost;
            total += charge;
            if ((cost | charge) < 0 || costs >= LIMIT || total >= LIMIT) {
                return true;
            }
        }
        return false;
    }

    private String unpriced(int missing) {
        StringBuilder names = new StringBuilder();
        for (int bits = missing; bits != 0; bits &= bits - 1) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append(Component.values()[Integer.numberOfTrailingZeros(bits)].code());
        }
        return "no price for " + names + " on the card for " + title();
    }

    private String title() {
        return card == null ? "" : card.card().title();
    }

    private IllegalStateException unjudged(EventBlock block, int i, AccountTerms terms) {
        return new IllegalStateException("event " + block.id(i) + " of account " + terms.account()
                + " came to be charged although it cannot be priced: " + judge(block, i, terms));
    }
}
