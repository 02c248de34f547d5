package io.reckoner.jobs.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.InvoicePayment;
import com.stripe.param.InvoicePaymentListParams;
import java.util.Optional;

/** What a month of a subscription was paid by: its charge is known by the invoice, refunds name the payment intent. */
final class StripeInvoice {
    private static final String PREFIX = "in_";

    private static final String PAYMENT_INTENT = "pi_";

    private StripeInvoice() {}

    /** The invoice that a payment intent pays; empty for one that pays none. Asks Stripe, moves no money. */
    static Optional<String> paidBy(StripeClient client, String payment) throws StripeException {
        if (!payment.startsWith(PAYMENT_INTENT)) {
            return Optional.empty();
        }
        InvoicePaymentListParams params = InvoicePaymentListParams.builder()
                .setPayment(InvoicePaymentListParams.Payment.builder()
                        .setType(InvoicePaymentListParams.Payment.Type.PAYMENT_INTENT)
                        .setPaymentIntent(payment)
                        .build())
                .build();
        return client.v1().invoicePayments().list(params).getData().stream()
                .map(InvoicePayment::getInvoice)
                .map(StripeAnswer::text)
                .filter(id -> !id.isEmpty())
                .findFirst();
    }

    /** The payment intent of a payment as we know it; empty for an invoice that none paid. Asks Stripe, moves no money. */
    static Optional<String> paymentIntent(StripeClient client, String payment) throws StripeException {
        if (!payment.startsWith(PREFIX)) {
            return Optional.of(payment);
        }
        InvoicePaymentListParams params = InvoicePaymentListParams.builder()
                .setInvoice(payment)
                .setStatus(InvoicePaymentListParams.Status.PAID)
                .build();
        return client.v1().invoicePayments().list(params).getData().stream()
                .map(InvoicePayment::getPayment)
                .map(InvoicePayment.Payment::getPaymentIntent)
                .map(StripeAnswer::text)
                .filter(id -> !id.isEmpty())
                .findFirst();
    }
}
