package io.reckoner.jobs.payment.creem;

import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.GatewayServer;
import io.reckoner.jobs.payment.PaymentGateway;
import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.payment.Signatures;
import io.reckoner.jobs.payment.creem.CreemObjects.Page;
import io.reckoner.jobs.payment.creem.CreemObjects.Transaction;
import io.reckoner.jobs.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Creem, as far as we use it: what customers, their banks and people at its dashboard do, what it answers, and what it tells of that by
 * webhook. Its words are those of {@link CreemObjects}.
 */
public final class CreemDouble extends GatewayServer {
    public static final String SECRET = "creem_secret_of_the_test";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Map<String, Transaction> transactions = new ConcurrentHashMap<>();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Set<String> sentBack = ConcurrentHashMap.newKeySet();
    private final Map<String, String> unnamed = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    /** What is left with the operator of each transaction, without tax, in cents. */
    private final Map<String, Long> left = new ConcurrentHashMap<>();

    private final long price;
    private final InstantSource clock;
    private volatile String currency = "USD";

    /** @param price what every product costs, in cents */
    public CreemDouble(long price) {
        this(price, InstantSource.system());
    }

    /** @param clock when months are charged */
    public CreemDouble(long price, InstantSource clock) {
        this.price = price;
        this.clock = clock;
    }

    /** Its pages are paid in another currency from here on. */
    public void takesIn(String other) {
        currency = other;
    }

    public int pages() {
        return pages.size();
    }

    public void customerPays(String intent) {
        set(intent, "completed");
        Page page = page(intent);
        String subscription = page.isRecurring() ? "sub_of_" + intent : "";
        transactions.put(
                page.transaction(),
                new Transaction(page.transaction(), order(intent), subscription, price, clock.instant()));
        left.put(page.transaction(), price);
    }

    /** What is left with the operator of each transaction that was ever received, without tax, in cents: less refunds. */
    public Map<String, Long> left() {
        return new TreeMap<>(left);
    }

    /** The transaction of an order, as it stands in it. */
    public static String transactionOf(String reference) {
        return reference.startsWith("ord_") ? "tran_" + reference.substring(4) : reference;
    }

    /** The customer has paid the first month on the page. */
    public Delivery firstMonth(String intent) {
        return subscriptionPaid(intent, page(intent).transaction(), price, "USD");
    }

    /** Creem charges the next month of the subscription that an intent of ours began, and tells. */
    public Delivery nextMonth(String intent) {
        String transaction = "tran_next" + NUMBERS.incrementAndGet();
        left.put(transaction, price);
        return subscriptionPaid(intent, transaction, price, "USD");
    }

    /** Whether the subscription that an intent of ours began is renewed no more. */
    public boolean isEnded(String intent) {
        return ended.contains("sub_of_" + intent);
    }

    public void pageExpires(String intent) {
        set(intent, "expired");
    }

    private void set(String intent, String status) {
        Page page = page(intent);
        pages.put(page.id(), new Page(page.id(), intent, page.product(), page.cents(), currency, status));
    }

    private Page page(String intent) {
        return pages.values().stream()
                .filter(each -> each.intent().equals(intent))
                .findFirst()
                .orElseThrow();
    }

    /** The order of an intent, as Creem numbers it. */
    public String order(String intent) {
        return page(intent).order();
    }

    @Override
    public PaymentGateway gateway(PaymentSettings settings) {
        return new CreemGateway(
                new CreemSettings(Optional.of(new Secret("creem_key")), Optional.of(new Secret(SECRET)), 100, url()),
                settings);
    }

    @Override
    protected boolean movesMoney(Request request) {
        return request.method().equals("POST");
    }

    @Override
    protected Answer fault() {
        return new Answer(500, "{\"status\":500,\"error\":\"Internal Server Error\"}");
    }

    @Override
    protected Answer answer(Request request, Mood mood) {
        if (request.method().equals("POST") && request.path().equals("/v1/checkouts")) {
            if (mood == Mood.DECLINES) {
                return new Answer(
                        400, "{\"status\":400,\"error\":\"Bad Request\",\"message\":[\"product not found\"]}");
            }
            JsonNode body = GatewayJson.object(request.body()).orElseThrow();
            String id = "ch_" + NUMBERS.incrementAndGet();
            pages.put(
                    id,
                    new Page(
                            id,
                            GatewayJson.text(body, "request_id"),
                            GatewayJson.text(body, "product_id"),
                            price,
                            currency,
                            "pending"));
            return new Answer(200, CreemObjects.checkout(pages.get(id)));
        }
        if (request.method().equals("POST")) {
            String subscription = request.path().split("/")[3];
            // Creem ends nothing twice.
            if (mood == Mood.DECLINES || !ended.add(subscription)) {
                return new Answer(
                        400, "{\"status\":400,\"error\":\"Bad Request\",\"message\":[\"cannot be cancelled\"]}");
            }
            return new Answer(200, subscription(subscription));
        }
        if (request.path().equals("/v1/transactions")) {
            Transaction transaction = transactions.get(request.form().get("transaction_id"));
            return transaction == null
                    ? new Answer(404, "{\"status\":404}")
                    : new Answer(200, CreemObjects.transaction(transaction, price));
        }
        if (request.path().equals("/v1/transactions/search")) {
            return search(request.form());
        }
        if (request.path().equals("/v1/subscriptions")) {
            return new Answer(200, subscription(request.form().get("subscription_id")));
        }
        Page page = pages.get(request.form().get("checkout_id"));
        return page == null ? new Answer(404, "{\"status\":404}") : new Answer(200, CreemObjects.checkout(page));
    }

    /** Newest first. */
    private Answer search(Map<String, String> form) {
        int size = Integer.parseInt(form.getOrDefault("page_size", "10"));
        int number = Integer.parseInt(form.getOrDefault("page_number", "1"));
        String order = form.getOrDefault("order_id", "");
        List<Transaction> all = transactions.values().stream()
                .filter(each -> order.isEmpty() || each.order().equals(order))
                .sorted(Comparator.comparing(Transaction::at).reversed())
                .toList();
        int pages = (all.size() + size - 1) / size;
        return new Answer(
                200,
                """
                {"items":[%s],"pagination":{"total_records":%d,"total_pages":%d,"current_page":%d,"next_page":%s,"prev_page":null}}
                """
                        .formatted(
                                list(all.stream()
                                        .skip((long) (number - 1) * size)
                                        .limit(size)
                                        .map(this::listed)
                                        .toList()),
                                all.size(),
                                pages,
                                number,
                                number < pages ? String.valueOf(number + 1) : "null"));
    }

    private String listed(Transaction transaction) {
        String whole = CreemObjects.transaction(transaction, price);
        if (sentBack.contains(transaction.id())) {
            whole = whole.replace("\"status\":\"paid\"", "\"status\":\"refunded\"");
        }
        String field = unnamed.getOrDefault(transaction.id(), "");
        return field.isEmpty()
                ? whole
                : whole.replaceFirst("\"" + field + "\":[^,}]*,?", "").replaceFirst(",\\s*}", "}");
    }

    /** Its list says of what was paid on a page that it has gone back. */
    public void sentBackAtCreem(String intent) {
        sentBack.add(page(intent).transaction());
    }

    /** Its list names a field of a transaction no more. */
    public void listsWithout(String field, String transaction) {
        unnamed.put(transaction, field);
    }

    /** The next month is charged, and its webhook is lost. */
    public String nextMonthUntold(String intent) {
        String transaction = "tran_next" + NUMBERS.incrementAndGet();
        left.put(transaction, price);
        transactions.put(transaction, new Transaction(transaction, "", "sub_of_" + intent, price, clock.instant()));
        return transaction;
    }

    private String subscription(String id) {
        return CreemObjects.subscription(id, ended.contains(id) ? "scheduled_cancel" : "active");
    }

    /** How often Creem was asked to end a subscription. */
    public long cancellations(String subscription) {
        return requests().stream()
                .filter(each -> each.path().equals("/v1/subscriptions/" + subscription + "/cancel"))
                .count();
    }

    public Delivery completed(String intent) {
        Page page = page(intent);
        return event("checkout.completed", CreemObjects.paidCheckout(page));
    }

    /** @param cents what was paid without tax, whatever the product's price is */
    public Delivery subscriptionPaid(String intent, String transaction, long cents, String currency) {
        return subscriptionPaid(intent, transaction, cents, currency, clock.instant());
    }

    public Delivery subscriptionPaid(
            String intent, String transaction, long cents, String currency, Instant transactionDate) {
        transactions.putIfAbsent(
                transaction, new Transaction(transaction, "", "sub_of_" + intent, cents, transactionDate));
        return event(
                "subscription.paid", CreemObjects.paidMonth(intent, price, currency, transaction, transactionDate));
    }

    /** A month of a subscription that the shop sold before it was ours: it names no intent. */
    public Delivery monthOfBefore(String subscription, String transaction, long cents, Instant at) {
        transactions.putIfAbsent(transaction, new Transaction(transaction, "", subscription, cents, at));
        left.put(transaction, cents);
        return event("subscription.paid", CreemObjects.paidMonth(subscription, "{}", price, currency, transaction, at));
    }

    /** Such a subscription is renewed no more. */
    public Delivery endOfBefore(String subscription) {
        return event(
                "subscription.canceled",
                "{\"id\":\"" + subscription
                        + "\",\"object\":\"subscription\",\"status\":\"canceled\",\"metadata\":{}}");
    }

    /** Says that a subscription renews no more. */
    public Delivery subscriptionEnded(String type, String intent) {
        return event(
                type,
                """
                {"id":"sub_of_%s","object":"subscription","status":"%s","metadata":{"reckon_intent":"%s"}}
                """
                        .formatted(intent, type.substring(type.indexOf('.') + 1), intent));
    }

    /** A month of a subscription, sent back whole from the dashboard. The checkout is that of the first month. */
    public Delivery subscriptionRefunded(String intent, String transaction, long cents) {
        return event("refund.created", CreemObjects.refundOfMonth(intent, transaction, cents));
    }

    /** What is left with the operator of what was paid on a page, without tax, in cents. */
    public long left(String intent) {
        return left.get(page(intent).transaction());
    }

    /** Tax goes back with the rest. */
    public Delivery refunded(String intent, long cents) {
        Page page = page(intent);
        left.merge(page.transaction(), -cents * page.cents() / page.gross(), Long::sum);
        return event("refund.created", CreemObjects.refundOfOrder(page, cents));
    }

    /** The customer's bank takes back so much of what was paid on a page, tax included. */
    public Delivery disputed(String intent, String dispute, long cents) {
        return event(
                "dispute.created",
                CreemDisputes.ofOrder(dispute, cents, intent, order(intent), price, price * 21 / 100));
    }

    /** The same of a month that an intent of ours began. */
    public Delivery monthDisputed(String intent, String transaction, String dispute, long cents) {
        return event(
                "dispute.created",
                CreemDisputes.ofMonth(dispute, cents, "sub_of_" + intent, transaction, price, price * 21 / 100));
    }

    public static Delivery event(String type, String object) {
        String body = "{\"id\":\"evt_" + NUMBERS.incrementAndGet() + "\",\"eventType\":\"" + type
                + "\",\"created_at\":1728734325927,\"object\":" + object + "}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String hex =
                HexFormat.of().formatHex(Signatures.hmac("HmacSHA256", SECRET.getBytes(StandardCharsets.UTF_8), bytes));
        return new Delivery(Map.of("creem-signature", hex), bytes);
    }
}
