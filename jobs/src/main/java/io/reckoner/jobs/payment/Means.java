package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;

/** What an intent acts on at the gateway. All ids are the gateway's and opaque; none is a secret. */
public sealed interface Means {
    /** What the gateway must be able to do. */
    Capability needs();

    /** Charge a payment method the customer has left with the gateway. */
    record StoredMethod(String customer, String method) implements Means {
        public StoredMethod {
            requireId("customer", customer);
            requireId("method", method);
        }

        @Override
        public Capability needs() {
            return Capability.STORED_METHOD;
        }
    }

    /**
     * Let the customer pay on a page of the gateway.
     *
     * @param product the gateway's id of what is sold; empty where it needs none
     */
    record CheckoutPage(String product) implements Means {
        public CheckoutPage {
            if (!product.isEmpty()) {
                requireId("product", product);
            }
        }

        @Override
        public Capability needs() {
            return Capability.CHECKOUT;
        }
    }

    /**
     * Send money of a paid charge back.
     *
     * @param charge id of our intent
     * @param payment the gateway's id of the payment
     */
    record RefundOf(String charge, String payment) implements Means {
        @Override
        public Capability needs() {
            return Capability.REFUND;
        }
    }

    /** End a subscription that the gateway renews. */
    record CancelOf(String subscription) implements Means {
        public CancelOf {
            requireId("subscription", subscription);
        }

        @Override
        public Capability needs() {
            return Capability.OWN_SUBSCRIPTIONS;
        }
    }

    private static void requireId(String what, String id) {
        if (!id.matches("[A-Za-z0-9_.:-]{1,200}")) {
            throw new Refusal("\"" + id + "\" is no id of a " + what
                    + " at a gateway. Write 1 to 200 letters, digits and - _ . : as the gateway shows it.");
        }
    }
}
