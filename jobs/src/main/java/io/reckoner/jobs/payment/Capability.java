package io.reckoner.jobs.payment;

/** What a gateway can do. What it cannot do is refused when it is asked for, before an intent is written. */
public enum Capability {
    STORED_METHOD("charge a stored payment method"),
    OWN_SUBSCRIPTIONS("renew and end subscriptions of its own"),
    CHECKOUT("let the customer pay on a page of its own"),
    /** What a plan needs, which opens for its price alone. */
    EXACT_AMOUNTS("take just the amount that was asked for"),
    REFUND("send a payment back"),
    CLOSE_PAGE("close a page that nobody has paid on"),
    LISTS_PAYMENTS("list the payments it has taken"),
    /** By a list of its own, which a key may not be allowed to read. */
    LISTS_DISPUTES("list the disputes of them"),
    FINDS_PAYMENTS("find each payment by the id it gave it"),
    LOOK_UP("say what became of a charge"),
    WEBHOOKS("tell of payments by webhooks"),
    /** Also of those made in its dashboard, one by one, each with an id of its own. */
    TELL_REFUNDS("tell of each refund by webhook"),
    TELL_DISPUTES("tell of each dispute by webhook"),
    TELL_DISPUTE_ENDS("tell how each dispute ended");

    private final String words;

    Capability(String words) {
        this.words = words;
    }

    /** As sentences say it, after "cannot". */
    public String words() {
        return words;
    }
}
