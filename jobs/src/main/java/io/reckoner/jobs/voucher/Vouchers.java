package io.reckoner.jobs.voucher;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.credit.Recorded;
import io.reckoner.jobs.credit.Wallet;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Vouchers issued and redeemed, within the transaction of the {@code JdbcClient} given. */
final class Vouchers {
    private final VoucherTable vouchers;
    private final Wallet wallet;
    private final Accounts accounts;
    private final ActTable acts;
    private final TurnTable turns;

    Vouchers(JdbcClient jdbc) {
        this.vouchers = new VoucherTable(jdbc);
        this.wallet = new Wallet(jdbc);
        this.accounts = new Accounts(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Issues a batch.
     *
     * @return the code of each voucher, known to nobody else from now on; empty where the same batch was issued before
     * @throws Refusal when the batch was issued before with other vouchers
     */
    Map<Voucher, VoucherCode> issue(String batch, List<Voucher> wanted, RandomGenerator random, Act act) {
        TurnTable.Turn turn = turns.take();
        List<Voucher> before = vouchers.of(batch);
        if (!before.isEmpty()) {
            if (!before.equals(wanted)) {
                throw new Refusal("batch " + batch + " was issued before, with " + before.size()
                        + " other vouchers. Nothing was changed. Take another name with --batch.");
            }
            return Map.of();
        }
        Map<Voucher, VoucherCode> codes = new LinkedHashMap<>();
        for (Voucher voucher : wanted) {
            VoucherCode code = VoucherCode.of(random);
            vouchers.add(voucher, code, turn.now(), act);
            codes.put(voucher, code);
        }
        acts.add(act, turn.now(), "voucher issue", batch, wanted.size() + " vouchers");
        return codes;
    }

    /**
     * Gives an account the credit of a voucher.
     *
     * @param at when it was brought, from when the credit holds; now where empty
     * @param clock what time it is: a voucher that has expired is not redeemed as of an earlier day
     * @throws Refusal when there is no such code, another has redeemed it, it is too late, or the account has had its share
     */
    Recorded.Given redeem(VoucherCode code, String account, Optional<Instant> at, Instant clock, Act act) {
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        Voucher voucher = vouchers.find(code).orElseThrow(() -> new Refusal("there is no voucher with this code."));
        Optional<String> redeemedBy = vouchers.redeemedBy(voucher);
        Instant redeemedAt = at.orElse(turn.now());
        if (redeemedBy.isPresent()) {
            if (!redeemedBy.get().equals(account)) {
                throw new Refusal("voucher " + voucher.id() + " was redeemed before.");
            }
            return given(voucher, account, redeemedAt, act);
        }
        Instant brought = redeemedAt.isBefore(clock) ? clock : redeemedAt;
        voucher.redeemUntil().filter(until -> !brought.isBefore(until)).ifPresent(until -> {
            throw new Refusal("voucher " + voucher.id() + " could be redeemed until " + until + ".");
        });
        if (vouchers.redeemed(voucher.batch(), account) >= voucher.perAccount()) {
            throw new Refusal("account " + account + " has redeemed " + voucher.perAccount() + " of batch "
                    + voucher.batch() + ", as many as one account may.");
        }
        vouchers.redeem(voucher, account, turn.now(), act);
        Recorded.Given given = given(voucher, account, redeemedAt, act);
        if (given.occasion() == Occasion.BEFORE) {
            throw new Refusal("reference voucher/" + voucher.id() + " was used before by another act.");
        }
        return given;
    }

    private Recorded.Given given(Voucher voucher, String account, Instant at, Act act) {
        return wallet.grant(
                account,
                voucher.kind(),
                voucher.amount(),
                Optional.of(at),
                voucher.lasts().map(at::plus),
                new Reference("voucher/" + voucher.id()),
                act.orBecause("voucher " + voucher.id()));
    }
}
