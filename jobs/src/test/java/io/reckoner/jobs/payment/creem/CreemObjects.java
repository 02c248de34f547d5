package io.reckoner.jobs.payment.creem;

import java.time.Instant;

/**
 * Objects as Creem writes them, in answers and in webhooks.
 *
 * <p>Source: project armitage-labs/creem, packages/docs/skills/creem-api/REFERENCE.md at b5f3be2 (answers) and WEBHOOKS.md at 9bf9f20
 * (events): the documented objects with the documented fields; ids, amounts, currency and status are put in. Transactions and their list:
 * schemas TransactionEntity and TransactionListEntity of packages/docs/api-reference/openapi.json at 3d39163.
 */
final class CreemObjects {
    private CreemObjects() {}

    /** A page, and the order once it is paid. Cents are without tax. */
    record Page(String id, String intent, String product, long cents, String currency, String status) {
        boolean isRecurring() {
            return product.startsWith("prod_monthly");
        }

        String order() {
            return "ord_" + id.substring(3);
        }

        String transaction() {
            return "tran_" + id.substring(3);
        }

        /** With 21 % of tax. */
        long gross() {
            return cents + cents * 21 / 100;
        }
    }

    /** A payment, as Creem lists it; {@code order} or {@code subscription} may be empty. Cents are without tax. */
    record Transaction(String id, String order, String subscription, long cents, Instant at) {}

    /** 21 % of tax on top; what is below the price is a discount. */
    static String transaction(Transaction transaction, long price) {
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

    /** @param status as Creem calls it, such as {@code scheduled_cancel} */
    static String subscription(String id, String status) {
        return "{\"id\":\"%s\",\"mode\":\"test\",\"object\":\"subscription\",\"status\":\"%s\"}".formatted(id, status);
    }

    static String checkout(Page page) {
        String order = page.status().equals("completed") ? ",\"order\":" + order(page) : "";
        return """
                {"id":"%s","mode":"test","object":"checkout","status":"%s",
                 "checkout_url":"https://checkout.creem.io/%s","product":"%s","units":1,"request_id":"%s",
                 "metadata":{"reckon_intent":"%s"}%s}
                """
                .formatted(page.id(), page.status(), page.id(), page.product(), page.intent(), page.intent(), order);
    }

    /** 21 % of tax on top, as in the documented order. */
    private static String order(Page page) {
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
                        page.currency(),
                        page.isRecurring() ? "recurring" : "onetime");
    }

    /** A month that was paid, of a subscription that an intent of ours began; its price is without tax. */
    static String paidMonth(String intent, long price, String currency, String transaction, Instant at) {
        return paidMonth(
                "sub_of_" + intent, "{\"reckon_intent\":\"" + intent + "\"}", price, currency, transaction, at);
    }

    /** The same of any subscription. */
    static String paidMonth(
            String subscription, String metadata, long price, String currency, String transaction, Instant at) {
        return """
                {"id":"%s","object":"subscription","status":"active",
                 "product":{"id":"prod_1","name":"Monthly","price":%d,"currency":"%s","billing_type":"recurring",
                            "billing_period":"every-month"},
                 "customer":{"id":"cust_1","email":"customer@example.com","name":"John Doe","country":"NL"},
                 "collection_method":"charge_automatically","last_transaction_id":"%s",
                 "last_transaction_date":"%s","next_transaction_date":"2024-11-12T11:58:38.000Z",
                 "current_period_start_date":"2024-10-12T11:58:38.000Z","current_period_end_date":"2024-11-12T11:58:38.000Z",
                 "canceled_at":null,"metadata":%s}
                """
                .formatted(subscription, price, currency, transaction, at, metadata);
    }

    /** A month that was sent back whole. The checkout is that of the first month. */
    static String refundOfMonth(String intent, String transaction, long cents) {
        return """
                {"id":"ref_of_%s","object":"refund","status":"succeeded","refund_amount":%d,"refund_currency":"USD",
                 "reason":"requested_by_customer",
                 "transaction":{"id":"%s","object":"transaction","amount":%d,"amount_paid":%d,"currency":"USD","type":"invoice",
                                "status":"refunded","refunded_amount":%d,"order":"ord_1"},
                 "subscription":{"id":"sub_of_%s","object":"subscription","status":"canceled"},
                 "checkout":{"id":"ch_1","object":"checkout","request_id":"%s","status":"completed"},
                 "order":{"id":"ord_1","amount":%d,"currency":"USD","status":"paid","type":"recurring"},
                 "created_at":1728734351525}
                """
                .formatted(transaction, cents, transaction, cents, cents, cents, intent, intent, cents);
    }

    /** A page that was paid. */
    static String paidCheckout(Page page) {
        return """
                {"id":"%s","object":"checkout","request_id":"%s","status":"completed","mode":"test","order":%s,
                 "custom_fields":[],"metadata":{"reckon_intent":"%s"}}
                """
                .formatted(page.id(), page.intent(), order(page), page.intent());
    }

    /** So much of a page that was sent back, tax included. */
    static String refundOfOrder(Page page, long cents) {
        return """
                {"id":"ref_%s","object":"refund","status":"succeeded","refund_amount":%d,"refund_currency":"USD",
                 "reason":"requested_by_customer",
                 "transaction":{"id":"%s","amount":%d,"amount_paid":%d,"status":"refunded","order":"%s"},
                 "customer":{"id":"cust_1","email":"customer@example.com"},"created_at":1728734351525}
                """
                .formatted(page.id(), cents, page.transaction(), page.cents(), page.gross(), page.order());
    }
}
