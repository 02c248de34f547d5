package io.reckoner.kernel.opening;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.AccountState;
import io.reckoner.kernel.settlement.BeyondPlan;
import io.reckoner.kernel.settlement.Debt;
import io.reckoner.kernel.settlement.Movement;
import io.reckoner.kernel.settlement.MovementType;
import io.reckoner.kernel.settlement.OpenLot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one account brings along.
 *
 * @param wallet lots of the Wallet, each of what is left of it
 * @param cycle the paid cycle that is under way, null where none is
 * @param debts open shortfall by the day it arose on; none beside Wallet credit, which would have paid it
 */
public record Opening(
        String account, List<Lot> wallet, @Nullable CycleUnderWay cycle, List<Debt> debts, BeyondPlan beyondPlan) {
    public Opening {
        wallet = List.copyOf(wallet);
        debts = List.copyOf(debts);
        if (!wallet.isEmpty() && !debts.isEmpty()) {
            throw new IllegalArgumentException("account " + account
                    + " would owe and have Wallet credit at once; open shortfall is paid from the Wallet");
        }
        for (Lot lot : wallet) {
            if (lot.pool() != Pool.WALLET) {
                throw new IllegalArgumentException("lot " + lot.id() + " is not one of the Wallet");
            }
        }
    }

    /** All lots: those of the Wallet, and what is left of the cycle's pools. */
    public List<Lot> lots() {
        List<Lot> lots = new ArrayList<>(wallet);
        if (cycle != null) {
            lots.addAll(cycle.lots(account));
        }
        return lots;
    }

    /** The account at the cut-over: what the first run after it starts from. */
    public AccountState state(CutOver cutOver) {
        return new AccountState(
                account,
                lots().stream().map(lot -> new OpenLot(lot, lot.amount())).toList(),
                cycle == null ? null : cycle.live(cutOver),
                debts,
                beyondPlan);
    }

    /** How it came about: every lot opens with what is left of it; debts keep their days, so that the oldest is paid first. */
    public List<Movement> movements(CutOver cutOver) {
        List<Movement> movements = new ArrayList<>();
        for (Lot lot : lots()) {
            movements.add(new Movement(cutOver.day(), MovementType.GRANT, lot, "", lot.amount()));
        }
        for (Debt debt : debts) {
            movements.add(new Movement(debt.day(), MovementType.OPENING_SHORTFALL, null, "", debt.amount()));
        }
        return movements;
    }

    /** What of a subscription's price is still to be earned. */
    public Money unearned(CutOver cutOver) {
        return cycle == null ? Money.ZERO : cycle.unearned(cutOver);
    }
}
