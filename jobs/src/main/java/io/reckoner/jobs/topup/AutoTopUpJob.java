package io.reckoner.jobs.topup;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.Thrown;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.payment.Cashier;
import io.reckoner.jobs.payment.ChargeOrder;
import io.reckoner.jobs.payment.PaymentDesk;
import io.reckoner.jobs.payment.Purpose;
import io.reckoner.jobs.payment.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tops up the accounts whose rules say so, after a settlement.
 *
 * <p>An attempt is taken by its number first, then charged under a key of account, version of the rule and number: two jobs at
 * once, or one that died in between, make one charge. Credit follows from the charge's outcome alone.
 */
public final class AutoTopUpJob {
    private static final Act ACT = new Act("auto top-up", "");

    private final Database database;
    private final Cashier cashier;

    public AutoTopUpJob(Database database, Cashier cashier) {
        this.database = database;
        this.cashier = cashier;
    }

    public static AutoTopUpJob of(Session session) {
        return new AutoTopUpJob(session.database(), PaymentDesk.of(session).cashier());
    }

    /**
     * Judges every rule; returns a sentence for each charge, pause, and refusal.
     *
     * @throws IllegalStateException with all sentences, where some account failed in a way nobody expects; the others were judged
     */
    public List<String> run() {
        return run(new AutoTopUpView(database.jdbc()).now());
    }

    /** @param now limits and waits are reckoned at this instant */
    public List<String> run(Instant now) {
        List<String> said = new ArrayList<>();
        List<RuntimeException> faults = new ArrayList<>();
        for (AutoTopUpState state : new AutoTopUpView(database.jdbc()).all(now)) {
            try {
                act(state, now).ifPresent(said::add);
            } catch (Refusal refused) {
                said.add("Automatic top-up of account " + state.rule().account() + ": " + refused.getMessage());
            } catch (RuntimeException fault) {
                faults.add(fault);
                said.add("Automatic top-up of account " + state.rule().account() + " failed, the others go on: "
                        + printable(Thrown.inOneLine(fault)));
            }
        }
        if (!faults.isEmpty()) {
            IllegalStateException stop = new IllegalStateException(String.join("\n", said));
            faults.forEach(stop::addSuppressed);
            throw stop;
        }
        return said;
    }

    private Optional<String> act(AutoTopUpState state, Instant now) {
        return switch (state.verdict(now)) {
            case AutoTopUpVerdict.Charges charges -> Optional.of(charge(state, charges.attempt(), now));
            case AutoTopUpVerdict.MustPause must -> pause(state.rule().account(), must.why());
            case AutoTopUpVerdict.Rests rests -> Optional.empty();
            case AutoTopUpVerdict.Waits waits -> Optional.empty();
            case AutoTopUpVerdict.Undecided undecided -> Optional.empty();
            case AutoTopUpVerdict.LimitReached limit -> Optional.empty();
            case AutoTopUpVerdict.Paused paused -> Optional.empty();
        };
    }

    private String charge(AutoTopUpState state, int attempt, Instant now) {
        AutoTopUpRule rule = state.rule();
        int version = database.inTransaction(
                jdbc -> new AutoTopUpAttemptTable(jdbc).take(rule.account(), attempt, state.version()));
        Standing standing = cashier.charge(
                new ChargeOrder(
                        rule.account(),
                        rule.gateway(),
                        Purpose.AUTO_TOP_UP,
                        Optional.empty(),
                        rule.amount(),
                        rule.method(),
                        Reference.folded("auto:" + rule.account() + ":" + version + ":" + attempt)),
                jdbc -> requireStillWanted(jdbc, state, attempt, now),
                ACT);
        String sentence = "Automatic top-up of account " + rule.account() + ": " + rule.amount() + " by "
                + rule.gateway().code() + " is " + standing.state() + ", intent "
                + standing.intent().id() + ".";
        return pauseIfNeeded(rule.account(), now)
                .map(pause -> sentence + " " + pause)
                .orElse(sentence);
    }

    /** Whether the rule that was judged still says so: it may have been changed or paused since, or the account closed. */
    private static void requireStillWanted(JdbcClient jdbc, AutoTopUpState judged, int attempt, Instant now) {
        boolean isWanted = new AutoTopUpView(jdbc)
                .of(judged.rule().account(), now)
                .filter(state -> state.version() == judged.version())
                .filter(state -> state.verdict(now).equals(new AutoTopUpVerdict.Charges(attempt)))
                .isPresent();
        if (!isWanted) {
            throw new Refusal("the account or its rule was changed meanwhile. Nothing was charged.");
        }
    }

    /** Once the third decline is known, rather than after the next settlement. */
    private Optional<String> pauseIfNeeded(String account, Instant now) {
        return new AutoTopUpView(database.jdbc())
                .of(account, now)
                .map(state -> state.verdict(now))
                .filter(AutoTopUpVerdict.MustPause.class::isInstance)
                .flatMap(must -> pause(account, ((AutoTopUpVerdict.MustPause) must).why()));
    }

    private Optional<String> pause(String account, String why) {
        Occasion occasion = database.inTransaction(
                jdbc -> new AutoTopUps(jdbc).pause(account, new Act(ACT.actor(), printable(why))));
        return switch (occasion) {
            case NOW ->
                Optional.of("Automatic top-up of account " + account + " is paused: " + why
                        + ". Once mended: reckon wallet auto resume " + account + ".");
            case BEFORE -> Optional.empty();
        };
    }

    /** A gateway's words may hold anything. */
    private static String printable(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.substring(0, Math.min(plain.length(), 1_000));
    }
}
