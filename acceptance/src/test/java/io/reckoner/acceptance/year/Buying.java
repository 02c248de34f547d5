package io.reckoner.acceptance.year;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.ChargeOrder;
import io.reckoner.jobs.payment.GatewayName;
import io.reckoner.jobs.payment.Means;
import io.reckoner.jobs.payment.Purpose;
import io.reckoner.jobs.payment.Standing;
import io.reckoner.jobs.plan.Subscriptions;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.kernel.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people ask to buy. Whether it is paid and credited, gateways and {@link Aftermath} say. */
final class Buying {
    private static final List<Long> AMOUNTS = List.of(500L, 800L, 1_000L, 1_500L, 2_500L);
    private static final Map<String, Long> PRICES = Map.of(
            "starter", 1_000L,
            "premium", 2_500L,
            "pro", 5_000L,
            "tight", 500L,
            "closed", 800L);

    private final World world;
    private final Chance chance;
    private final Tally tally;
    private long wishes;

    Buying(World world, Chance chance, Tally tally) {
        this.world = world;
        this.chance = chance;
        this.tally = tally;
    }

    /** Tops up in the way of this person. */
    void topUp(Person person) {
        switch (person.style) {
            case STARTER_BY_CARD, TIGHT_BY_CARD, PREMIUM_BY_CARD, CARD, AUTOMATIC -> topUpByCard(person);
            case STARTER_BY_CREEM -> topUpByCreem(person);
            case CLOSED_BY_CARD -> topUpOnPage(person);
            case TRANSFER -> transfer(person);
        }
    }

    private void topUpByCard(Person person) {
        charge(Kind.TOP_UP_BY_CARD, person, GatewayName.STRIPE, Purpose.TOP_UP, "", amount(), person.card());
    }

    private void topUpOnPage(Person person) {
        charge(
                Kind.TOP_UP_ON_PAGE,
                person,
                GatewayName.STRIPE,
                Purpose.TOP_UP,
                "",
                amount(),
                new Means.CheckoutPage(""));
    }

    private void topUpByCreem(Person person) {
        charge(
                Kind.TOP_UP_BY_CREEM,
                person,
                GatewayName.CREEM,
                Purpose.TOP_UP,
                "",
                World.CREEM_PRICE,
                new Means.CheckoutPage("prod_credit"));
    }

    /** Money straight into the bank: told by hand, some days after it came, now and then sold below its face value. */
    private void transfer(Person person) {
        if (chance.oneIn(4)) {
            confirmed(person);
            return;
        }
        long cents = amount();
        boolean discounted = chance.oneIn(4);
        Confirmation confirmation = Confirmation.offline(
                reference(person),
                chance.oneIn(3) ? Optional.of(world.clock.instant().minus(Duration.ofDays(2))) : Optional.empty());
        Optional<Money> faceValue = discounted ? Optional.of(Money.ofCents(cents * 5 / 4)) : Optional.empty();
        done(discounted ? Kind.TOP_UP_BELOW_FACE_VALUE : Kind.TOP_UP_BY_TRANSFER, world.act(jdbc -> new Wallet(jdbc)
                .topUp(
                        person.account(),
                        Money.ofCents(cents),
                        faceValue,
                        confirmation,
                        world.session.settings(CreditSettings.class),
                        World.by("bank"))));
    }

    /** The transfer is asked for first, and confirmed with another amount than was asked. */
    private void confirmed(Person person) {
        charge(
                        Kind.TOP_UP_CONFIRMED_BY_HAND,
                        person,
                        GatewayName.OFFLINE,
                        Purpose.TOP_UP,
                        "",
                        1_000,
                        new Means.CheckoutPage(""))
                .ifPresent(standing -> {
                    String intent = standing.intent().id();
                    world.reckon.clean(
                            "payment confirm " + intent + " --received 9.90 --other-amount --bank-ref bank" + ++wishes);
                    tally.count(Kind.TOP_UP_CONFIRMED_BY_HAND);
                });
    }

    /** Buys the plan of this person, in its way. */
    void subscribe(Person person) {
        boolean isByCreem = person.style == Person.Style.STARTER_BY_CREEM;
        charge(
                isByCreem ? Kind.SUBSCRIBED_BY_CREEM : Kind.SUBSCRIBED_BY_CARD,
                person,
                isByCreem ? GatewayName.CREEM : GatewayName.STRIPE,
                Purpose.PLAN_CYCLE,
                person.plan(),
                PRICES.get(person.plan()),
                isByCreem ? new Means.CheckoutPage("prod_monthly") : person.card());
    }

    /** Thirty days of Starter, paid by transfer. */
    void pass(Person person) {
        done(Kind.PASS, world.act(jdbc -> new Subscriptions(jdbc)
                .pass(
                        person.account(),
                        "starter",
                        Optional.empty(),
                        Confirmation.offline(reference(person), Optional.empty()),
                        World.by("bank"))));
    }

    void switchTo(Person person, String plan) {
        charge(
                plan.equals("pro") ? Kind.SWITCHED_UP : Kind.SWITCHED_DOWN,
                person,
                GatewayName.STRIPE,
                Purpose.PLAN_SWITCH,
                plan,
                PRICES.get(plan),
                person.card());
    }

    private Optional<Standing> charge(
            Kind kind, Person person, GatewayName gateway, Purpose purpose, String plan, long cents, Means means) {
        try {
            return Optional.of(world.desk
                    .cashier()
                    .charge(
                            new ChargeOrder(
                                    person.account(),
                                    gateway,
                                    purpose,
                                    Optional.of(plan).filter(code -> !code.isEmpty()),
                                    new Cents(cents),
                                    means,
                                    reference(person)),
                            World.by(person.account())));
        } catch (Refusal refused) {
            tally.refused(kind, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private void done(Kind kind, Optional<String> refused) {
        refused.ifPresentOrElse(why -> tally.refused(kind, why), () -> tally.count(kind));
    }

    private long amount() {
        return chance.among(AMOUNTS);
    }

    private Reference reference(Person person) {
        return new Reference("wish-" + person.number + "-" + ++wishes);
    }
}
