package io.reckoner.jobs.notice;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.kernel.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Acts on notices. Each is done within the transaction of the {@code JdbcClient} given. */
final class Notices {
    private final NoticeDeliveryTable deliveries;
    private final OptOutTable optOuts;
    private final NoticeThresholdTable thresholds;
    private final Accounts accounts;
    private final ActTable acts;
    private final TurnTable turns;

    Notices(JdbcClient jdbc) {
        this.deliveries = new NoticeDeliveryTable(jdbc);
        this.optOuts = new OptOutTable(jdbc);
        this.thresholds = new NoticeThresholdTable(jdbc);
        this.accounts = new Accounts(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /** Sends an account no more mails of a kind; done before, nothing changes. */
    Occasion optOut(String account, NoticeKind kind, Act act) {
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        if (optOuts.isOut(account, kind)) {
            return Occasion.BEFORE;
        }
        optOuts.out(account, kind, turn.now(), act);
        acts.add(act, turn.now(), "notice opt-out", account, kind.code());
        return Occasion.NOW;
    }

    /** Sends an account mails of a kind again; not opted out, nothing changes. */
    Occasion optIn(String account, NoticeKind kind, Act act) {
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        if (!optOuts.isOut(account, kind)) {
            return Occasion.BEFORE;
        }
        optOuts.in(account, kind, turn.now(), act);
        acts.add(act, turn.now(), "notice opt-in", account, kind.code());
        return Occasion.NOW;
    }

    /** Sets below which balance an account is told; empty: that of the installation. The same again changes nothing. */
    Occasion threshold(String account, Optional<Money> threshold, Act act) {
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        Optional<Money> before = thresholds.of(account);
        if (before.equals(threshold)) {
            return Occasion.BEFORE;
        }
        thresholds.set(account, threshold, turn.now(), act);
        acts.add(act, turn.now(), "notice threshold", account, words(before) + " -> " + words(threshold));
        return Occasion.NOW;
    }

    private static String words(Optional<Money> threshold) {
        return threshold.map(Money::toString).orElse("that of the installation");
    }

    /**
     * Takes attempts at what has not arrived, by a person's word.
     *
     * @param through the channels to take
     * @throws Refusal when there is none to take
     */
    List<NoticeDeliveryTable.Claim> take(String notice, Set<NoticeChannel> through, Act act) {
        TurnTable.Turn turn = turns.take();
        require(notice);
        List<NoticeDeliveryTable.Claim> claims = new ArrayList<>();
        through.stream()
                .sorted()
                .forEach(channel -> deliveries.take(notice, channel).ifPresent(claims::add));
        if (claims.isEmpty()) {
            throw new Refusal(
                    "notice " + notice + " is not to be sent: " + standing(notice)
                            + ". Only what waits, is unknown, failed or lacked an address is, through a channel that is set up.");
        }
        claims.forEach(claim -> acts.add(
                act, turn.now(), "notice send", notice, claim.channel().code() + ", attempt " + claim.attempt()));
        return claims;
    }

    /**
     * Gives up what has not arrived.
     *
     * @throws Refusal without a reason, or when nothing is open
     */
    void close(String notice, Set<NoticeChannel> through, Act act) {
        TurnTable.Turn turn = turns.take();
        require(notice);
        act.withReason("closing a notice");
        List<NoticeChannel> closed = through.stream()
                .sorted()
                .filter(channel -> deliveries.close(notice, channel) > 0)
                .toList();
        if (closed.isEmpty()) {
            throw new Refusal("notice " + notice + " has nothing to close: " + standing(notice) + ".");
        }
        closed.forEach(channel -> acts.add(act, turn.now(), "notice close", notice, channel.code()));
    }

    private void require(String notice) {
        if (of(notice).isEmpty()) {
            throw new Refusal("there is no notice " + notice + ". See them with: reckon notice list.");
        }
    }

    private List<NoticeDelivery> of(String notice) {
        return deliveries.list(new NoticeDeliveryTable.Filter("", "", notice, NoticeChannel.values().length));
    }

    private String standing(String notice) {
        return of(notice).stream()
                .map(each -> each.channel().code() + " is " + each.state().words())
                .collect(Collectors.joining(", "));
    }
}
