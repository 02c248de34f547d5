package io.reckoner.jobs.payment;

import io.reckoner.jobs.database.Database;
import java.util.Optional;

/** Which intent an event of a gateway is about. */
final class Concerned {
    /**
     * A paid charge, and the payment of it that an event is about.
     *
     * @param payment the gateway's id of it, as the charge knows it
     */
    record Charge(Intent intent, String payment) {}

    private final Database database;
    private final Gateways gateways;

    Concerned(Database database, Gateways gateways) {
        this.database = database;
        this.gateways = gateways;
    }

    /** By our id; an id that is not of this gateway's names nothing. Else by the gateway's. */
    Optional<Intent> intent(GatewayName gateway, GatewayEvent.About about) {
        IntentTable intents = new IntentTable(database.jdbc());
        return about.intent().isEmpty()
                ? byPayment(gateway, about.payment())
                : intents.find(about.intent()).filter(intent -> intent.gateway() == gateway);
    }

    /** The paid charge that a refund or dispute is about, perhaps under another name of its payment. */
    Optional<Charge> charge(GatewayName gateway, GatewayEvent.About about) {
        return intent(gateway, about)
                .or(() -> byPayment(gateway, about.payment()))
                .map(charge -> new Charge(charge, about.payment()))
                .or(() -> otherName(gateway, about)
                        .flatMap(name -> byPayment(gateway, name).map(charge -> new Charge(charge, name))))
                .filter(found -> Books.standing(database.jdbc(), found.intent())
                                .outcome()
                                .orElse(null)
                        instanceof Outcome.Paid);
    }

    /** Asks the gateway, where nothing here is known by the payment's own id, nor our intent is named. */
    Optional<String> otherName(GatewayName gateway, GatewayEvent.About about) {
        return about.intent().isEmpty() && !about.payment().isEmpty()
                ? gateways.find(gateway).flatMap(each -> each.otherName(about.payment()))
                : Optional.empty();
    }

    private Optional<Intent> byPayment(GatewayName gateway, String payment) {
        return payment.isEmpty()
                ? Optional.empty()
                : new IntentTable(database.jdbc()).chargeWithReference(gateway, payment);
    }
}
