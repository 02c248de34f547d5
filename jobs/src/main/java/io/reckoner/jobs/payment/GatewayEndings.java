package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.Thrown;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.payment.GatewaySubscriptionView.EndedHere;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends at their gateways the subscriptions that have ended here, by a switch, a plan bought to follow, a refund or a cancellation: one intent for each attempt,
 * asked for again while the gateway declines. An attempt whose answer is lost is looked up by the sweep, not repeated. Ending twice
 * what has ended is harmless.
 */
final class GatewayEndings {
    private final Database database;
    private final Gateways gateways;
    private final Books books;
    private final Cashier cashier;
    private final BackOff backOff;

    GatewayEndings(Database database, Gateways gateways, PaymentEffects effects, BackOff backOff) {
        this.database = database;
        this.gateways = gateways;
        this.books = new Books(database, effects);
        this.cashier = new Cashier(database, gateways, effects);
        this.backOff = backOff;
    }

    /** Asks for what is due; returns those that their gateways would not end. */
    List<Break> run(Instant now) {
        List<Break> breaks = new ArrayList<>();
        BreakEndTable ends = new BreakEndTable(database.jdbc());
        for (EndedHere ended : new GatewaySubscriptionView(database.jdbc()).endedHere()) {
            if (ends.isClosed(Break.Kind.STILL_SUBSCRIBED, subject(ended))) {
                continue;
            }
            end(ended, now)
                    .ifPresent(why -> breaks.add(new Break(
                            Break.Kind.STILL_SUBSCRIBED,
                            subject(ended),
                            ended.account(),
                            Cents.NONE,
                            Duration.between(ended.endedAt(), now),
                            why)));
        }
        return breaks;
    }

    static String subject(EndedHere ended) {
        return ended.gateway().code() + "-" + ended.subscription();
    }

    /** Why it has not ended; empty where it has, or where the last attempt is undecided. */
    private Optional<String> end(EndedHere ended, Instant now) {
        List<Standing> tries = new IntentTable(database.jdbc())
                .cancellationsOf(ended.gateway(), ended.subscription()).stream()
                        .map(intent -> Books.standing(database.jdbc(), intent))
                        .toList();
        if (tries.stream().anyMatch(Standing::isUndecided)) {
            return Optional.empty();
        }
        List<Standing> declined =
                tries.stream().filter(each -> each.declined().isPresent()).toList();
        if (!backOff.allows(declined, now)) {
            return declined.getLast().declined();
        }
        try {
            return checked(cashier.cancel(
                            ended.account(),
                            ended.gateway(),
                            ended.subscription(),
                            Reference.folded("end:" + ended.gateway().code() + ":" + ended.subscription() + ":"
                                    + (tries.size() + 1)),
                            new Act("payment sweep", "it has ended here")))
                    .declined();
        } catch (Refusal refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        } catch (RuntimeException fault) {
            return Optional.of(Thrown.inOneLine(fault));
        }
    }

    /** A gateway may also decline to end what has ended: then it is asked how the subscription stands. */
    private Standing checked(Standing tried) {
        Intent intent = tried.intent();
        if (tried.declined().isPresent()
                && Sweep.ask(gateways.require(intent.gateway()), intent, Optional.empty()) instanceof LookUp.Found found
                && found.outcome() instanceof Outcome.Cancelled) {
            books.learn(intent, found.outcome(), Source.LOOK_UP);
        }
        return Books.standing(database.jdbc(), intent);
    }
}
