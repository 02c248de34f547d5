package io.reckoner.acceptance.year;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.payment.GatewayName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What follows from charges that were asked for: webhooks, customers who pay on a page or prove who they are, months that Creem
 * charges by itself.
 */
final class Aftermath {
    /** A subscription at Creem, begun by an intent of ours. */
    private static final class CreemSubscription {
        private final String intent;
        private final String account;
        private final Instant began;
        private int months;

        private CreemSubscription(String intent, String account, Instant began) {
            this.intent = intent;
            this.account = account;
            this.began = began;
        }
    }

    private final World world;
    private final Post post;
    private final Agenda agenda;
    private final Chance chance;
    private final Tally tally;
    private final List<CreemSubscription> atCreem = new ArrayList<>();
    private Instant seen = Instant.EPOCH;

    Aftermath(World world, Post post, Agenda agenda, Chance chance, Tally tally) {
        this.world = world;
        this.post = post;
        this.agenda = agenda;
        this.chance = chance;
        this.tally = tally;
    }

    /** Looks at every charge asked for since the last look, whoever asked. */
    void look() {
        for (StandingQuery.Asked asked : new StandingQuery(world.jdbc()).asked(seen)) {
            seen = asked.at();
            switch (asked.gateway()) {
                case "stripe" -> atStripe(asked);
                case "creem" -> atCreem(asked);
                default -> {}
            }
        }
    }

    private void atStripe(StandingQuery.Asked asked) {
        switch (asked.state()) {
            case "paid" -> {
                tally.count(bought(asked));
                post.tell("stripe", now(), () -> world.stripe.event("payment_intent.succeeded", asked.intent()));
            }
            case "declined" -> tally.count(declined(asked));
            case "unknown" -> unknown(asked);
            case "action_required" -> {
                if (asked.stored()) {
                    tally.count(Kind.THREE_D_SECURE);
                    agenda.at(now().plus(Duration.ofHours(1 + chance.below(20))), () -> proves(asked));
                } else {
                    agenda.at(now().plus(Duration.ofHours(1 + chance.below(20))), () -> onPage(asked));
                }
            }
            default -> throw new IllegalStateException("a charge is " + asked);
        }
    }

    /** Nobody knows; where money has moved Stripe may tell, and mostly only the sweep finds out. */
    private void unknown(StandingQuery.Asked asked) {
        tally.count(asked.purpose().equals("auto_top_up") ? Kind.AUTO_UNKNOWN : Kind.OUTCOME_UNKNOWN);
        switch (world.stripe.statusOf(asked.intent())) {
            case "succeeded" -> {
                if (chance.oneIn(3)) {
                    post.tell("stripe", now(), () -> world.stripe.event("payment_intent.succeeded", asked.intent()));
                }
            }
            case "requires_action" ->
                agenda.at(now().plus(Duration.ofHours(1 + chance.below(20))), () -> proves(asked));
            case "open" -> agenda.at(now().plus(Duration.ofHours(1 + chance.below(20))), () -> onPage(asked));
            default -> {}
        }
    }

    private void proves(StandingQuery.Asked asked) {
        world.stripe.customerProves(asked.intent());
        tally.count(bought(asked));
        post.tell("stripe", now(), () -> world.stripe.event("payment_intent.succeeded", asked.intent()));
    }

    /** One page in five is left, and runs out. */
    private void onPage(StandingQuery.Asked asked) {
        if (chance.oneIn(5)) {
            world.stripe.pageExpires(asked.intent());
            tally.count(Kind.PAGE_LEFT);
            post.tell("stripe", now(), () -> world.stripe.sessionEvent("checkout.session.expired", asked.intent()));
        } else {
            world.stripe.customerPays(asked.intent());
            tally.count(Kind.TOP_UP_ON_PAGE);
            post.tell("stripe", now(), () -> world.stripe.sessionEvent("checkout.session.completed", asked.intent()));
        }
    }

    private void atCreem(StandingQuery.Asked asked) {
        if (!asked.state().equals("action_required")) {
            // Its address never reached us: nobody can pay on it.
            return;
        }
        agenda.at(now().plus(Duration.ofHours(1 + chance.below(20))), () -> paysAtCreem(asked));
    }

    private void paysAtCreem(StandingQuery.Asked asked) {
        String intent = asked.intent();
        if (asked.purpose().equals("top_up")) {
            if (chance.oneIn(6)) {
                world.creem.pageExpires(intent);
                return;
            }
            world.creem.customerPays(intent);
            tally.count(Kind.TOP_UP_BY_CREEM);
            post.tell("creem", now(), () -> world.creem.completed(intent));
            return;
        }
        world.creem.customerPays(intent);
        tally.count(Kind.SUBSCRIBED_BY_CREEM);
        post.tell("creem", now(), () -> world.creem.completed(intent));
        post.tellSurely("creem", now(), () -> world.creem.firstMonth(intent));
        CreemSubscription subscription = new CreemSubscription(intent, asked.account(), now());
        atCreem.add(subscription);
        nextMonth(subscription);
    }

    /** Creem charges some minutes after the boundary, and tells of it surely: nothing of ours asks for it. */
    private void nextMonth(CreemSubscription subscription) {
        subscription.months++;
        Instant boundary = subscription
                .began
                .atOffset(ZoneOffset.UTC)
                .plusMonths(subscription.months)
                .toInstant();
        agenda.at(boundary.plus(Duration.ofMinutes(20)), () -> {
            if (world.creem.isEnded(subscription.intent)) {
                post.tellSurely(
                        "creem",
                        now(),
                        () -> world.creem.subscriptionEnded("subscription.canceled", subscription.intent));
                return;
            }
            tally.count(Kind.RENEWED_BY_CREEM);
            var told = world.creem.nextMonth(subscription.intent);
            post.tellSurely("creem", now(), () -> told);
            nextMonth(subscription);
        });
    }

    /** A subscription at Creem is ended through us, to run to the end of its month. */
    void cancelAtCreem() {
        atCreem.stream()
                .filter(each -> !world.creem.isEnded(each.intent))
                .min(Comparator.comparing((CreemSubscription each) -> each.began))
                .ifPresent(each -> {
                    world.desk
                            .cashier()
                            .cancel(
                                    each.account,
                                    GatewayName.CREEM,
                                    "sub_of_" + each.intent,
                                    new Reference("end-" + each.intent),
                                    World.by(each.account));
                    tally.count(Kind.CANCELLED_AT_CREEM);
                });
    }

    private static Kind bought(StandingQuery.Asked asked) {
        return switch (asked.purpose()) {
            case "top_up" -> Kind.TOP_UP_BY_CARD;
            case "auto_top_up" -> Kind.AUTO_PAID;
            case "plan_switch" -> asked.plan().equals("pro") ? Kind.SWITCHED_UP : Kind.SWITCHED_DOWN;
            default -> asked.renewal() ? Kind.RENEWED_BY_CARD : Kind.SUBSCRIBED_BY_CARD;
        };
    }

    private static Kind declined(StandingQuery.Asked asked) {
        return asked.purpose().equals("auto_top_up")
                ? Kind.AUTO_DECLINED
                : asked.renewal() ? Kind.RENEWAL_DECLINED : Kind.CARD_DECLINED;
    }

    private Instant now() {
        return world.clock.instant();
    }
}
