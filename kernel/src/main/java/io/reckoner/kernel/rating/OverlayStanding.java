package io.reckoner.kernel.rating;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.period.Micros;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an overlay acts on a request, and if not, why not.
 *
 * @param reason the first of the conditions it fails, in their order
 */
public record OverlayStanding(Overlay overlay, Reason reason) {
    /** In the order of judging. */
    public enum Reason {
        /** This is the one. */
        ACTS,
        /** It would act, but another one stands before it. */
        STANDS_BEHIND,
        /** It is for another account, or a plan that is not live for this one at that instant. */
        OTHER_CUSTOMER,
        /** It is for the plan, and acts with subscription keys only. */
        OTHER_KEY,
        /** It speaks of other models or providers. */
        OTHER_MODEL,
        /** It does not act yet, or no longer. */
        OTHER_TIME
    }

    /**
     * How the overlays of a book stand to a request: first the one that acts, then those behind it in their order, then
     * the others by name. {@link OverlayIndex} is asked for everything: who comes next is who acts once the one before is
     * gone, and a condition failed is one whose lifting lets it act.
     */
    static List<OverlayStanding> of(PriceBook book, QuoteRequest request) {
        List<OverlayStanding> standings = new ArrayList<>();
        List<Overlay> left = new ArrayList<>(book.overlays());
        OverlayIndex.Entry found = find(left, request, request.keyKind());
        while (found != null) {
            Overlay overlay = found.overlay();
            standings.add(new OverlayStanding(overlay, standings.isEmpty() ? Reason.ACTS : Reason.STANDS_BEHIND));
            left.remove(overlay);
            found = find(left, request, request.keyKind());
        }
        left.forEach(overlay -> standings.add(new OverlayStanding(overlay, failed(overlay, request))));
        return List.copyOf(standings);
    }

    private static Reason failed(Overlay overlay, QuoteRequest request) {
        List<Overlay> everywhere = List.of(new Overlay(
                overlay.name(),
                overlay.scope(),
                new Overlay.OnAll(),
                overlay.charges(),
                overlay.multiplier(),
                null,
                null));
        if (find(everywhere, request, KeyKind.SUBSCRIPTION) == null) {
            return Reason.OTHER_CUSTOMER;
        }
        if (find(everywhere, request, request.keyKind()) == null) {
            return Reason.OTHER_KEY;
        }
        return overlay.matches(request.provider(), request.model()) ? Reason.OTHER_TIME : Reason.OTHER_MODEL;
    }

    private static OverlayIndex.@Nullable Entry find(List<Overlay> overlays, QuoteRequest request, KeyKind keyKind) {
        return new OverlayIndex(overlays)
                .find(
                        request.account(),
                        keyKind,
                        new PriceBook.ModelKey(request.provider(), request.model()),
                        Micros.of(request.at()));
    }
}
