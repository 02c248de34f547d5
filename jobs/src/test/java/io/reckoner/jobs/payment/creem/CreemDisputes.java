package io.reckoner.jobs.payment.creem;

/**
 * Creem's {@code dispute.created}.
 *
 * <p>Source: project armitage-labs/creem, packages/docs/code/webhooks.mdx at 38fd20b, section dispute.created, of a subscription's month:
 * 13.31 disputed of 13.31 paid with 2.31 of tax. Ids, amounts and currency are put in; for a single payment the subscription is left out and
 * the checkout's {@code request_id} put in, as section refund.created has it.
 */
final class CreemDisputes {
    private CreemDisputes() {}

    /** Of a payment that was made on a page. */
    static String ofOrder(String dispute, long cents, String intent, String order, long net, long tax) {
        String checkout =
                """
                {"id":"ch_1","object":"checkout","request_id":"%s","units":1,"custom_fields":[],"status":"completed","mode":"sandbox"}
                """
                        .formatted(intent);
        return dispute(dispute, cents, transaction("tran_1", order, "null", net, tax), "", checkout, order, net, tax);
    }

    /** Of a month that Creem renewed. */
    static String ofMonth(String dispute, long cents, String subscription, String transaction, long net, long tax) {
        String month =
                """
                "subscription":{"id":"%s","object":"subscription","collection_method":"charge_automatically","status":"active",
                                "current_period_start_date":"2025-06-26T12:33:21.000Z",
                                "current_period_end_date":"2025-07-26T12:33:21.000Z","canceled_at":null,"mode":"sandbox"},
                """
                        .formatted(subscription);
        String checkout =
                "{\"id\":\"ch_1\",\"object\":\"checkout\",\"units\":1,\"custom_fields\":[],\"status\":\"completed\",\"mode\":\"sandbox\"}";
        return dispute(
                dispute,
                cents,
                transaction(transaction, "ord_1", "\"" + subscription + "\"", net, tax),
                month,
                checkout,
                "ord_1",
                net,
                tax);
    }

    private static String transaction(String id, String order, String subscription, long net, long tax) {
        return """
                {"id":"%s","object":"transaction","amount":%d,"amount_paid":%d,"currency":"USD","type":"invoice",
                 "tax_country":"NL","tax_amount":%d,"status":"chargeback","refunded_amount":%d,"order":"%s",
                 "subscription":%s,"customer":"cust_1","description":"Subscription payment","created_at":1750941205659,
                 "mode":"sandbox"}
                """
                .formatted(id, net, net + tax, tax, net + tax, order, subscription);
    }

    private static String dispute(
            String id,
            long cents,
            String transaction,
            String subscription,
            String checkout,
            String order,
            long net,
            long tax) {
        return """
                {"id":"%s","object":"dispute","amount":%d,"currency":"USD","transaction":%s,%s"checkout":%s,
                 "order":{"object":"order","id":"%s","customer":"cust_1","amount":%d,"currency":"USD","sub_total":%d,"tax_amount":%d,
                          "amount_due":%d,"amount_paid":%d,"status":"paid","type":"recurring","mode":"sandbox"},
                 "customer":{"id":"cust_1","object":"customer","email":"customer@emaildomain","name":"Alec Erasmus","country":"NL"},
                 "created_at":1750941264728,"mode":"local"}
                """
                .formatted(id, cents, transaction, subscription, checkout, order, net, net, tax, net + tax, net + tax);
    }
}
