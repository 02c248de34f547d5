package io.reckoner.reports.cost;

/** Usage of which keys. */
public enum KeyKinds {
    /** Pay-as-you-go keys alone: the default, since a subscription is paid by its price. */
    PAYG,
    SUBSCRIPTION,
    ALL
}
