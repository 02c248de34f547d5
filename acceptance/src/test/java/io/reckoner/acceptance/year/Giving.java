package io.reckoner.acceptance.year;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.account.BeyondPlanSwitch;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.credit.Referrals;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What operators do for and to accounts without money: gifts, vouchers, referrals, adjustments, switches. */
final class Giving {
    private static final int VOUCHERS = 400;

    private final World world;
    private final Chance chance;
    private final Tally tally;
    private final Deque<String> vouchers = new ArrayDeque<>();
    private long number;

    Giving(World world, Chance chance, Tally tally) {
        this.world = world;
        this.chance = chance;
        this.tally = tally;
    }

    /** Vouchers for all of the time to come. */
    void issueVouchers() {
        try {
            var file = Files.writeString(
                    world.session.data().root().resolve("spring.csv"),
                    "amount,codes,kind,days,per_account\n1.50," + VOUCHERS + ",gift,20,100\n");
            world.reckon.clean("voucher issue " + file + " --format csv").lines().stream()
                    .skip(1)
                    .map(line -> line.split(",")[1])
                    .forEach(vouchers::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void gift(Person person) {
        done(Kind.GIFT, world.act(jdbc -> new Wallet(jdbc)
                .grant(
                        person.account(),
                        LotKind.GIFT,
                        Money.ofCents(50L + chance.below(200)),
                        Optional.empty(),
                        Optional.of(world.clock.instant().plus(Duration.ofDays(3L + chance.below(40)))),
                        reference("gift"),
                        World.by("marketing"))));
    }

    void voucher(Person person) {
        if (!vouchers.isEmpty()) {
            var ran = world.reckon.run("voucher redeem " + vouchers.poll() + " " + person.account());
            done(Kind.VOUCHER, ran.exit() == 0 ? Optional.empty() : Optional.of(ran.err()));
        }
    }

    void refer(Person referrer, Person referred) {
        done(Kind.REFERRAL, world.act(jdbc -> new Referrals(jdbc)
                .refer(
                        referrer.account(),
                        referred.account(),
                        Money.ofCents(100),
                        Optional.of(Money.ofCents(50)),
                        Optional.empty(),
                        World.by("marketing"))));
    }

    void adjustUp(Person person) {
        done(Kind.ADJUSTED_UP, world.act(jdbc -> new Wallet(jdbc)
                .add(person.account(), amount(), Optional.empty(), reference("up"), World.by("support"))));
    }

    void adjustDown(Person person) {
        done(Kind.ADJUSTED_DOWN, world.act(jdbc -> new Wallet(jdbc)
                .take(person.account(), amount(), Optional.empty(), reference("down"), World.by("support"))));
    }

    void switchBeyondPlan(Person person) {
        BeyondPlanSwitch position = chance.oneIn(2) ? BeyondPlanSwitch.OFF : BeyondPlanSwitch.ON;
        done(Kind.BEYOND_PLAN_SWITCHED, world.act(jdbc -> new Accounts(jdbc)
                .set(person.account(), position, World.by(person.account()))));
    }

    /** To the pico: nothing in a Wallet is in whole cents. */
    private Money amount() {
        return Money.ofPicos(1L + chance.below(1_000_000_000) * 1_000L);
    }

    private void done(Kind kind, Optional<String> refused) {
        refused.ifPresentOrElse(why -> tally.refused(kind, why), () -> tally.count(kind));
    }

    private Reference reference(String what) {
        return new Reference(what + "-" + ++number);
    }
}
