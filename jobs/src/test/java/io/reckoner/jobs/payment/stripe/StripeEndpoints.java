package io.reckoner.jobs.payment.stripe;

import com.stripe.model.Dispute;
import com.stripe.model.DisputeCollection;
import com.stripe.model.HasId;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceCollection;
import com.stripe.model.InvoicePayment;
import com.stripe.model.InvoicePaymentCollection;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentIntentCollection;
import com.stripe.model.Refund;
import com.stripe.model.RefundCollection;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeError;
import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import com.stripe.model.checkout.SessionCollection;
import io.reckoner.jobs.payment.GatewayServer.Answer;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.GatewayServer.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Stripe answers to requests, as far as we make them.
 *
 * <p>Source: as of {@link StripeDouble}.
 */
final class StripeEndpoints {
    private final Map<String, String> answeredByKey = new ConcurrentHashMap<>();
    private final StripeLedger ledger;

    StripeEndpoints(StripeLedger ledger) {
        this.ledger = ledger;
    }

    static Answer fault() {
        return error(500, "api_error", null, "An unknown error occurred");
    }

    /** To a restricted key. Source: docs.stripe.com/keys/restricted-api-keys, and the message that Stripe answers with. */
    static Answer forbidden(String permission) {
        return error(
                403,
                "invalid_request_error",
                null,
                "The provided key 'rk_test_*1' does not have the required permissions for this endpoint. Having the '"
                        + permission + "' permission would allow this request to continue.");
    }

    /** Does what is asked, and answers. */
    Answer answer(Request request, Mood mood) {
        return switch (request.method()) {
            case "DELETE" -> ended(idIn(request.path()));
            case "POST" -> once(request, mood);
            default -> get(request);
        };
    }

    private static String idIn(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Answer ended(String subscription) {
        return ledger.end(subscription) ? ok(ledger.subscription(subscription)) : missing(subscription);
    }

    /** A known key is answered as the first time; a decline is not kept. */
    private Answer once(Request request, Mood mood) {
        String key =
                Optional.ofNullable(request.headers().get("Idempotency-Key")).orElseThrow();
        String before = answeredByKey.get(key);
        if (before != null) {
            return new Answer(200, before);
        }
        Answer answer = post(request, mood);
        if (answer.status() == 200) {
            answeredByKey.put(key, answer.body());
        }
        return answer;
    }

    private Answer post(Request request, Mood mood) {
        Map<String, String> form = request.form();
        return switch (request.path()) {
            case "/v1/payment_intents" -> charge(form, mood);
            case "/v1/checkout/sessions" ->
                ok(ledger.open(
                        form.get("client_reference_id"),
                        Long.parseLong(form.get("line_items[0][price_data][unit_amount]")),
                        form.get("line_items[0][price_data][currency]")));
            case "/v1/refunds" -> refund(form);
            default -> close(request.path());
        };
    }

    /** Closes a page or a payment that is not done; Stripe refuses to close any other. */
    private Answer close(String path) {
        String[] parts = path.split("/");
        StripeObject object = ledger.find(parts[parts.length - 2]).orElseThrow();
        if (path.endsWith("/expire") && object instanceof Session page && "open".equals(page.getStatus())) {
            page.setStatus("expired");
            return ok(page);
        }
        if (path.endsWith("/cancel")
                && object instanceof PaymentIntent payment
                && "requires_action".equals(payment.getStatus())) {
            payment.setStatus("canceled");
            return ok(payment);
        }
        return error(400, "invalid_request_error", "resource_state", "This object cannot be closed.");
    }

    private Answer charge(Map<String, String> form, Mood mood) {
        if (mood == Mood.DECLINES) {
            StripeError error = new StripeError();
            error.setType("card_error");
            error.setCode("card_declined");
            error.setDeclineCode("insufficient_funds");
            error.setMessage("Your card has insufficient funds.");
            return error(402, error);
        }
        PaymentIntent payment = ledger.pay(Long.parseLong(form.get("amount")), form.get("metadata[reckon_intent]"));
        payment.setCustomer(form.get("customer"));
        if (mood == Mood.DEMANDS_3DS) {
            PaymentIntent.NextAction.RedirectToUrl redirect = new PaymentIntent.NextAction.RedirectToUrl();
            redirect.setUrl("https://hooks.stripe.com/3d_secure_2/test");
            PaymentIntent.NextAction action = new PaymentIntent.NextAction();
            action.setType("redirect_to_url");
            action.setRedirectToUrl(redirect);
            payment.setNextAction(action);
            payment.setStatus("requires_action");
        } else {
            StripeLedger.succeed(payment);
        }
        return ok(payment);
    }

    /** What is gone, or what a customer's bank has taken, cannot be sent back as well. */
    private Answer refund(Map<String, String> form) {
        PaymentIntent payment =
                (PaymentIntent) ledger.find(form.get("payment_intent")).orElseThrow();
        long cents = Long.parseLong(form.get("amount"));
        if (cents <= ledger.left(payment)) {
            return ok(ledger.refund(payment, cents, form.get("metadata[reckon_intent]")));
        }
        return error(
                400,
                "invalid_request_error",
                ledger.isDisputed(payment) ? "charge_disputed" : "charge_already_refunded",
                "Of " + payment.getId() + " less than that is left.");
    }

    private Answer get(Request request) {
        String path = request.path();
        Map<String, String> form = request.form();
        String id = idIn(path);
        return switch (path) {
            case "/v1/payment_intents" ->
                list(
                        request,
                        new PaymentIntentCollection(),
                        ledger.payments().stream()
                                .filter(each -> form.getOrDefault("customer", each.getCustomer() + "")
                                        .equals(each.getCustomer() + ""))
                                .toList(),
                        PaymentIntent::getCreated);
            case "/v1/checkout/sessions" -> list(request, new SessionCollection(), ledger.pages(), Session::getCreated);
            case "/v1/refunds" ->
                list(
                        request,
                        new RefundCollection(),
                        ledger.refunds().stream()
                                .filter(each -> form.getOrDefault("payment_intent", each.getPaymentIntent())
                                        .equals(each.getPaymentIntent()))
                                .toList(),
                        Refund::getCreated);
            case "/v1/disputes" -> list(request, new DisputeCollection(), ledger.disputes(), Dispute::getCreated);
            case "/v1/invoices" -> list(request, new InvoiceCollection(), ledger.invoices(), Invoice::getCreated);
            case "/v1/invoice_payments" ->
                list(
                        request,
                        new InvoicePaymentCollection(),
                        ledger.invoicePayments(form.get("invoice"), form.get("payment[payment_intent]")),
                        InvoicePayment::getCreated);
            default ->
                path.startsWith("/v1/subscriptions/")
                        ? ok(ledger.subscription(id))
                        : ledger.find(id).map(StripeEndpoints::ok).orElseGet(() -> missing(id));
        };
    }

    /** One page of a list, newest first: what was made within the times asked for, after the object asked for. */
    private static <T extends HasId> Answer list(
            Request request, StripeCollection<T> page, List<T> objects, Function<T, @Nullable Long> created) {
        Map<String, String> form = request.form();
        long from = Long.parseLong(form.getOrDefault("created[gte]", "0"));
        long until = Long.parseLong(form.getOrDefault("created[lte]", "" + Long.MAX_VALUE));
        int limit = Integer.parseInt(form.getOrDefault("limit", "10"));
        List<T> all = objects.stream()
                .filter(each -> {
                    Long at = created.apply(each);
                    return at == null || at >= from && at <= until;
                })
                .sorted(Comparator.comparing(HasId::getId).reversed())
                .toList();
        int first = all.stream().map(HasId::getId).toList().indexOf(form.getOrDefault("starting_after", "")) + 1;
        page.setObject("list");
        page.setUrl(request.path());
        page.setHasMore(all.size() > first + limit);
        page.setData(all.stream().skip(first).limit(limit).toList());
        return ok(page);
    }

    private static Answer missing(String id) {
        return error(404, "invalid_request_error", "resource_missing", "No such object: '" + id + "'");
    }

    private static Answer ok(StripeObject object) {
        return new Answer(200, object.toJson());
    }

    private static Answer error(int status, String type, @Nullable String code, String message) {
        StripeError error = new StripeError();
        error.setType(type);
        error.setCode(code);
        error.setMessage(message);
        return error(status, error);
    }

    private static Answer error(int status, StripeError error) {
        return new Answer(status, "{\"error\":" + error.toJson() + "}");
    }
}
