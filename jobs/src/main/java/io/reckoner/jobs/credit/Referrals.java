package io.reckoner.jobs.credit;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Checks;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Credit for bringing a customer, once for a pair of accounts, within the transaction of the {@code JdbcClient} given. */
public final class Referrals {
    /** A pair was rewarded: the referrer first. */
    public record Rewarded(List<Recorded.Given> given, Occasion occasion) {
        public Rewarded {
            given = List.copyOf(given);
        }
    }

    private final ReferralTable referrals;
    private final LotTable lots;
    private final Wallet wallet;
    private final Accounts accounts;
    private final TurnTable turns;

    public Referrals(JdbcClient jdbc) {
        this.referrals = new ReferralTable(jdbc);
        this.lots = new LotTable(jdbc);
        this.wallet = new Wallet(jdbc);
        this.accounts = new Accounts(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Rewards a referral.
     *
     * @param reward for the referrer
     * @param welcome for the customer who was brought; empty for none
     * @throws Refusal when one brought himself, or the pair was rewarded the other way round or with other amounts
     */
    public Rewarded refer(
            String referrer, String referred, Money reward, Optional<Money> welcome, Optional<Instant> at, Act act) {
        if (referrer.equals(referred)) {
            throw new Refusal("account " + referrer + " cannot bring itself.");
        }
        TurnTable.Turn turn = turns.take();
        Checks both = new Checks();
        both.that(() -> accounts.require(referrer));
        both.that(() -> accounts.require(referred));
        both.refuse();
        ReferralTable.Pair pair = new ReferralTable.Pair(referrer, referred);
        Optional<ReferralTable.Pair> before = referrals.find(referrer, referred);
        if (before.isPresent()) {
            if (!before.get().equals(pair)) {
                throw new Refusal("accounts " + referrer + " and " + referred
                        + " were rewarded before, the other way round. A pair is rewarded once.");
            }
            requireSame(pair, reward, welcome);
            return new Rewarded(List.of(), Occasion.BEFORE);
        }
        referrals.add(pair, turn.now(), act);
        List<Recorded.Given> given = new ArrayList<>();
        Act because = act.orBecause(referrer + " brought " + referred);
        given.add(give(referrer, reward, at, pair.reference(), because));
        welcome.ifPresent(amount -> given.add(give(referred, amount, at, pair.welcome(), because)));
        return new Rewarded(given, Occasion.NOW);
    }

    /** The same pair again must be rewarded with the same. */
    private void requireSame(ReferralTable.Pair pair, Money reward, Optional<Money> welcome) {
        Optional<Money> rewarded = given(pair.reference());
        Optional<Money> welcomed = given(pair.welcome());
        if (!rewarded.equals(Optional.of(reward)) || !welcomed.equals(welcome)) {
            throw new Refusal("accounts " + pair.referrer() + " and " + pair.referred() + " were rewarded before, with "
                    + rewarded.orElse(Money.ZERO)
                    + welcomed.map(amount -> " and a welcome of " + amount).orElse("")
                    + ". Nothing was changed; a pair is rewarded once. To give more: reckon wallet grant.");
        }
    }

    private Optional<Money> given(String reference) {
        return lots.of(new LotOrigin(LotOrigin.Type.REFERRAL, reference)).stream()
                .map(row -> row.lot().amount())
                .findFirst();
    }

    private Recorded.Given give(String account, Money amount, Optional<Instant> at, String reference, Act act) {
        return wallet.grant(account, LotKind.REFERRAL, amount, at, Optional.empty(), new Reference(reference), act);
    }
}
