package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything a settler told, in order. */
final class Recorded implements MovementSink {
    final List<Movement> movements = new ArrayList<>();
    final List<ProviderUsage> usages = new ArrayList<>();

    @Override
    public void movement(Movement movement) {
        movements.add(movement);
    }

    @Override
    public void usage(ProviderUsage usage) {
        usages.add(usage);
    }

    /** Sums by day, type, lot and cause, over any number of runs. */
    Map<String, Money> sums() {
        Map<String, Money> sums = new LinkedHashMap<>();
        for (Movement movement : movements) {
            sums.merge(key(movement), movement.amount(), Money::plus);
        }
        return sums;
    }

    static String key(Movement movement) {
        Lot lot = movement.lot();
        return String.join(
                " ",
                movement.day().toString(),
                movement.type().code(),
                lot == null ? "-" : lot.id(),
                movement.cause().isEmpty() ? "-" : movement.cause());
    }
}
