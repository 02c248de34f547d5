package io.reckoner.jobs.payment.creem;

import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.GatewayServer;
import io.reckoner.jobs.payment.PaymentGateway;
import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.payment.Signatures;
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
 * Creem, as far as we use it.
 *
 * <p>Source of all bodies: project armitage-labs/creem, packages/docs/skills/creem-api/REFERENCE.md at b5f3be2 (answers) and
 * WEBHOOKS.md at 9bf9f20 (events): the documented objects with the documented fields; ids, amounts, currency and status are
 * put in. Transactions and their list: schemas TransactionEntity and TransactionListEntity of packages/docs/api-reference/openapi.json at
 * 3d39163.
 */
public final class CreemDouble extends GatewayServer {
    public static final String SECRET = "creem_secret_of_the_test";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** A page, and the order once it is paid. */
    private record Page(String id, String intent, String product, long cents, String status) {}

    /** A payment, as Creem lists it; {@code order} or {@code subscription} may be empty. Cents are without tax. */
    private record Transaction(String id, String order, String subscription, long cents, Instant at) {}

    private final Map<String, Transaction> transactions = new ConcurrentHashMap<>();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
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
        String subscription = isRecurring(page) ? "sub_of_" + intent : "";
        transactions.put(
                transaction(page),
                new Transaction(transaction(page), order(intent), subscription, price, clock.instant()));
        left.put(transaction(page), price);
    }

    private static boolean isRecurring(Page page) {
        return page.product().startsWith("prod_monthly");
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
        return subscriptionPaid(intent, transaction(page(intent)), price, "USD");
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

    private static String transaction(Page page) {
        return "tran_" + page.id().substring(3);
    }

    public void pageExpires(String intent) {
        set(intent, "expired");
    }

    private void set(String intent, String status) {
        Page page = page(intent);
        pages.put(page.id(), new Page(page.id(), intent, page.product(), page.cents(), status));
    }

    private Page page(String intent) {
        return pages.values().stream()
                .filter(each -> each.intent().equals(intent))
                .findFirst()
                .orElseThrow();
    }

    /** The order of an intent, as Creem numbers it. */
    public String order(String intent) {
        return "ord_" + page(intent).id().substring(3);
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
                            "pending"));
            return new Answer(200, checkout(pages.get(id)));
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
            return transaction == null ? new Answer(404, "{\"status\":404}") : new Answer(200, json(transaction));
        }
        if (request.path().equals("/v1/transactions/search")) {
            return search(request.form());
        }
        if (request.path().equals("/v1/subscriptions")) {
            return new Answer(200, subscription(request.form().get("subscription_id")));
        }
        Page page = pages.get(request.form().get("checkout_id"));
        return page == null ? new Answer(404, "{\"status\":404}") : new Answer(200, checkout(page));
    }

    /** Newest first. */
    private Answer search(Map<String, String> form) {
        int size = Integer.parseInt(form.getOrDefault("page_size", "10"));
        int number = Integer.parseInt(form.getOrDefault("page_number", "1"));
        List<Transaction> all = transactions.values().stream()
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
                                        .map(this::json)
                                        .toList()),
                                all.size(),
                                pages,
                                number,
                                number < pages ? String.valueOf(number + 1) : "null"));
    }

    /** 21 % of tax on top; what is below the price is a discount. */
    private String json(Transaction transaction) {
        long tax = transaction.cents() * 21 / 100;
        return """
                {"id":"%s","mode":"test","object":"transaction","amount":%d,"amount_paid":%d,"discount_amount":%d,
                 "currency":"USD","type":"%s","tax_country":"NL","tax_amount":%d,"status":"paid","refunded_amount":null,
                 "order":%s,"subscription":%s,"customer":"cust_1","description":"payment","created_at":%d}
                """
                .formatted(
                        transaction.id(),
                        transaction.cents() + tax,
                        transaction.cents() + tax,
                        Math.max(0, price - transaction.cents()),
                        transaction.subscription().isEmpty() ? "payment" : "invoice",
                        tax,
                        quoted(transaction.order()),
                        quoted(transaction.subscription()),
                        transaction.at().toEpochMilli());
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "null" : "\"" + text + "\"";
    }

    /** The next month is charged, and its webhook is lost. */
    public String nextMonthUntold(String intent) {
        String transaction = "tran_next" + NUMBERS.incrementAndGet();
        left.put(transaction, price);
        transactions.put(transaction, new Transaction(transaction, "", "sub_of_" + intent, price, clock.instant()));
        return transaction;
    }

    private String subscription(String id) {
        return "{\"id\":\"%s\",\"mode\":\"test\",\"object\":\"subscription\",\"status\":\"%s\"}"
                .formatted(id, ended.contains(id) ? "scheduled_cancel" : "active");
    }

    /** How often Creem was asked to end a subscription. */
    public long cancellations(String subscription) {
        return requests().stream()
                .filter(each -> each.path().equals("/v1/subscriptions/" + subscription + "/cancel"))
                .count();
    }

    private String checkout(Page page) {
        String order = page.status().equals("completed") ? ",\"order\":" + order(page) : "";
        return """
                {"id":"%s","mode":"test","object":"checkout","status":"%s",
                 "checkout_url":"https://checkout.creem.io/%s","product":"%s","units":1,"request_id":"%s",
                 "metadata":{"reckon_intent":"%s"}%s}
                """
                .formatted(page.id(), page.status(), page.id(), page.product(), page.intent(), page.intent(), order);
    }

    /** 21 % of tax on top, as in the documented order. */
    private String order(Page page) {
        long tax = page.cents() * 21 / 100;
        return """
                {"id":"ord_%s","mode":"test","object":"order","customer":"cust_xyz789","product":"%s",
                 "transaction":"tran_%s","amount":%d,"sub_total":%d,"tax_amount":%d,"discount_amount":0,
                 "amount_due":%d,"amount_paid":%d,"currency":"%s","status":"paid","type":"%s",
                 "created_at":"2024-01-01T00:00:00Z","updated_at":"2024-01-01T00:00:00Z"}
                """
                .formatted(
                        page.id().substring(3),
                        page.product(),
                        page.id().substring(3),
                        page.cents(),
                        page.cents(),
                        tax,
                        page.cents() + tax,
                        page.cents() + tax,
                        currency,
                        isRecurring(page) ? "recurring" : "onetime");
    }

    public Delivery completed(String intent) {
        Page page = page(intent);
        return event(
                "checkout.completed",
                """
                {"id":"%s","object":"checkout","request_id":"%s","status":"completed","mode":"test","order":%s,
                 "custom_fields":[],"metadata":{"reckon_intent":"%s"}}
                """
                        .formatted(page.id(), intent, order(page), intent));
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
                "subscription.paid",
                """
                {"id":"sub_of_%s","object":"subscription","status":"active",
                 "product":{"id":"prod_1","name":"Monthly","price":%d,"currency":"%s","billing_type":"recurring",
                            "billing_period":"every-month"},
                 "customer":{"id":"cust_1","email":"customer@example.com","name":"John Doe","country":"NL"},
                 "collection_method":"charge_automatically","last_transaction_id":"%s",
                 "last_transaction_date":"%s","next_transaction_date":"2024-11-12T11:58:38.000Z",
                 "current_period_start_date":"2024-10-12T11:58:38.000Z","current_period_end_date":"2024-11-12T11:58:38.000Z",
                 "canceled_at":null,"metadata":{"reckon_intent":"%s"}}
                """
                        .formatted(intent, price, currency, transaction, transactionDate, intent));
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
        return event(
                "refund.created",
                """
                {"id":"ref_of_%s","object":"refund","status":"succeeded","refund_amount":%d,"refund_currency":"USD",
                 "reason":"requested_by_customer",
                 "transaction":{"id":"%s","object":"transaction","amount":%d,"amount_paid":%d,"currency":"USD","type":"invoice",
                                "status":"refunded","refunded_amount":%d,"order":"ord_1"},
                 "subscription":{"id":"sub_of_%s","object":"subscription","status":"canceled"},
                 "checkout":{"id":"ch_1","object":"checkout","request_id":"%s","status":"completed"},
                 "order":{"id":"ord_1","amount":%d,"currency":"USD","status":"paid","type":"recurring"},
                 "created_at":1728734351525}
                """
                        .formatted(transaction, cents, transaction, cents, cents, cents, intent, intent, cents));
    }

    /** Tax goes back with the rest. */
    public Delivery refunded(String intent, long cents) {
        Page page = page(intent);
        long gross = page.cents() + page.cents() * 21 / 100;
        left.merge(transaction(page), -cents * page.cents() / gross, Long::sum);
        return event(
                "refund.created",
                """
                {"id":"ref_%s","object":"refund","status":"succeeded","refund_amount":%d,"refund_currency":"USD",
                 "reason":"requested_by_customer",
                 "transaction":{"id":"tran_%s","amount":%d,"amount_paid":%d,"status":"refunded","order":"%s"},
                 "customer":{"id":"cust_1","email":"customer@example.com"},"created_at":1728734351525}
                """
                        .formatted(page.id(), cents, page.id().substring(3), page.cents(), gross, order(intent)));
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
