package io.reckoner.jobs.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.PermissionException;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.DisputeListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.Listing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's lists of what was made since an instant: payments that carry our mark in their metadata, and all paid invoices of subscriptions,
 * refunds and disputes, which need not: a subscription may have been taken over. An account of Stripe's may serve other shops too: what is not marked is theirs.
 */
final class StripeList {
    private static final long PAGE = 100;

    /** Stripe tries an invoice again for so long at most; its list knows when an invoice was made, not when it was paid. */
    private static final Duration LONGEST_DUNNING = Duration.ofDays(60);

    /** A bank may give a refund back weeks after it was made. */
    private static final Duration LATEST_FAILURE = Duration.ofDays(30);

    /** A bank may take months to decide; the list tells how a dispute stands, by when it was made. */
    private static final Duration LONGEST_DISPUTE = Duration.ofDays(180);

    /** Of refunds; what is pending may still go either way. One that tells nothing is named. */
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "canceled", "");

    private final StripeClient client;

    StripeList(StripeClient client) {
        this.client = client;
    }

    Listing since(Instant since) {
        List<Listing.Entry> entries = new ArrayList<>();
        try {
            payments(since.getEpochSecond(), entries);
            months(since.getEpochSecond(), entries);
            refunds(since.getEpochSecond(), entries);
        } catch (StripeException fault) {
            return new Listing.NoAnswer(StripeAnswer.words(fault));
        } catch (IllegalArgumentException fault) {
            return senseless(fault);
        }
        return whole(entries);
    }

    /** Apart from the others: a restricted key may be allowed those and not these. */
    Listing disputesSince(Instant since) {
        List<Listing.Entry> entries = new ArrayList<>();
        try {
            disputes(since.getEpochSecond(), entries);
        } catch (PermissionException fault) {
            return new Listing.NoAnswer(
                    "the key may not read disputes: give the restricted key the permission Disputes: Read in "
                            + "Stripe's dashboard (" + StripeAnswer.words(fault) + ")");
        } catch (StripeException fault) {
            return new Listing.NoAnswer(StripeAnswer.words(fault));
        } catch (IllegalArgumentException fault) {
            return senseless(fault);
        }
        return whole(entries);
    }

    private static Listing whole(List<Listing.Entry> entries) {
        entries.sort(Listing.IN_ORDER);
        return new Listing.Whole(entries);
    }

    private static Listing senseless(IllegalArgumentException fault) {
        return new Listing.NoAnswer("Stripe's answer makes no sense: " + fault.getMessage());
    }

    private void payments(long since, List<Listing.Entry> entries) throws StripeException {
        PaymentIntentListParams params = PaymentIntentListParams.builder()
                .setLimit(PAGE)
                .setCreated(
                        PaymentIntentListParams.Created.builder().setGte(since).build())
                .build();
        for (PaymentIntent each : client.v1().paymentIntents().list(params).autoPagingIterable()) {
            String status = StripeAnswer.text(each.getStatus());
            if ((status.equals("succeeded") || status.isEmpty()) && isOurs(each.getMetadata())) {
                entries.add(entry(
                        each.getId(),
                        () -> StripeWebhook.read("payment_intent.succeeded", each),
                        each.getAmountReceived(),
                        time(each.getCreated()),
                        Listing.Owner.OURS));
            }
        }
    }

    private void months(long since, List<Listing.Entry> entries) throws StripeException {
        InvoiceListParams params = InvoiceListParams.builder()
                .setLimit(PAGE)
                .setStatus(InvoiceListParams.Status.PAID)
                .setCreated(InvoiceListParams.Created.builder()
                        .setGte(since - LONGEST_DUNNING.toSeconds())
                        .build())
                .build();
        for (Invoice each : client.v1().invoices().list(params).autoPagingIterable()) {
            Optional<Invoice.Parent.SubscriptionDetails> of =
                    Optional.ofNullable(each.getParent()).map(Invoice.Parent::getSubscriptionDetails);
            if (of.isPresent()) {
                Optional<Instant> paidAt = paidAt(each);
                if (paidAt.filter(at -> at.getEpochSecond() < since).isPresent()) {
                    continue;
                }
                entries.add(entry(
                        each.getId(),
                        () -> StripeWebhook.month(
                                each, paidAt.orElseThrow(() -> new IllegalArgumentException("it names no time"))),
                        each.getAmountPaid(),
                        paidAt,
                        isOurs(of.get().getMetadata()) ? Listing.Owner.OURS : Listing.Owner.ANOTHER));
            }
        }
    }

    private void refunds(long since, List<Listing.Entry> entries) throws StripeException {
        RefundListParams params = RefundListParams.builder()
                .setLimit(PAGE)
                .setCreated(RefundListParams.Created.builder()
                        .setGte(since - LATEST_FAILURE.toSeconds())
                        .build())
                .build();
        for (Refund each : client.v1().refunds().list(params).autoPagingIterable()) {
            if (ENDED.contains(StripeAnswer.text(each.getStatus()))) {
                entries.add(entry(
                        each.getId(),
                        () -> StripeWebhook.read("refund.updated", each),
                        each.getAmount(),
                        time(each.getCreated()),
                        isOurs(each.getMetadata()) ? Listing.Owner.OURS : Listing.Owner.ANOTHER));
            }
        }
    }

    private void disputes(long since, List<Listing.Entry> entries) throws StripeException {
        DisputeListParams params = DisputeListParams.builder()
                .setLimit(PAGE)
                .setCreated(DisputeListParams.Created.builder()
                        .setGte(since - LONGEST_DISPUTE.toSeconds())
                        .build())
                .build();
        for (Dispute each : client.v1().disputes().list(params).autoPagingIterable()) {
            entries.add(entry(
                    each.getId(),
                    () -> StripeWebhook.read("charge.dispute.closed", each),
                    each.getAmount(),
                    time(each.getCreated()),
                    isOurs(each.getMetadata()) ? Listing.Owner.OURS : Listing.Owner.ANOTHER));
        }
    }

    private static Optional<Instant> paidAt(Invoice invoice) {
        Invoice.StatusTransitions times = invoice.getStatusTransitions();
        Long paidAt = times == null ? null : times.getPaidAt();
        return time(paidAt == null ? invoice.getCreated() : paidAt);
    }

    private static Optional<Instant> time(@Nullable Long seconds) {
        return Listing.time(seconds, ChronoUnit.SECONDS);
    }

    private static Listing.Entry entry(
            @Nullable String id,
            Supplier<GatewayEvent> reading,
            @Nullable Long amount,
            Optional<Instant> at,
            Listing.Owner otherwise) {
        String reference = StripeAnswer.text(id);
        return new Listing.Entry(event(reference, reading), reference, cents(amount), at, otherwise);
    }

    private static boolean isOurs(@Nullable Map<String, String> metadata) {
        return metadata != null
                && !metadata.getOrDefault(StripeGateway.INTENT, "").isEmpty();
    }

    /** What cannot be read is named by itself, and holds up no list. */
    private static GatewayEvent event(String id, Supplier<GatewayEvent> reading) {
        if (id.isEmpty()) {
            return new GatewayEvent.Unreadable("an entry without an id cannot be read");
        }
        try {
            return reading.get();
        } catch (IllegalArgumentException garbled) {
            return new GatewayEvent.Unreadable(id + " cannot be read: " + garbled.getMessage());
        }
    }

    /** An absurd amount is named by its event. */
    private static Cents cents(@Nullable Long amount) {
        try {
            return new Cents(StripeAnswer.whole(amount));
        } catch (IllegalArgumentException absurd) {
            return Cents.NONE;
        }
    }
}
