package io.reckoner.jobs.simulate;

import io.reckoner.kernel.usage.Outcome;
import java.util.SplittableRandom;

/** One invented request, redrawn again and again in place. Token counts are the totals a provider would report. */
final class Request {
    private static final String[] PURPOSES = {"chat", "agent", "batch", "search"};
    private static final String[] TEAMS = {"core", "growth", "research", "support"};

    long endMicros;
    long serial;
    Customer customer;
    Customer.Key key;
    ModelMix.Model model;
    Outcome outcome = Outcome.OK;
    int status;
    boolean stream;
    long latencyMillis;
    long ttftMillis;
    long input;
    long cached;
    long written;
    long output;
    long reasoning;
    String team = TEAMS[0];
    String purpose = PURPOSES[0];

    Request(Population population) {
        customer = population.customers().getFirst();
        key = customer.keys().getFirst();
        model = ModelMix.MODELS.getFirst();
    }

    void draw(Population population, SplittableRandom random, long endMicros, long serial) {
        this.endMicros = endMicros;
        this.serial = serial;
        customer = population.customers().get(population.pick(random));
        key = customer.keys().get(random.nextInt(customer.keys().size()));
        model = ModelMix.at(random.nextDouble());
        stream = random.nextInt(10) < 7;
        team = TEAMS[random.nextInt(TEAMS.length)];
        purpose = PURPOSES[random.nextInt(PURPOSES.length)];
        drawOutcome(random.nextInt(1000));
        drawTokens(random);
        ttftMillis = 120L + random.nextInt(900);
        latencyMillis = ttftMillis + output * 9L + random.nextInt(400);
    }

    boolean hasUsage() {
        return outcome == Outcome.OK || outcome == Outcome.CLIENT_ABORT;
    }

    private void drawOutcome(int permille) {
        if (permille < 975) {
            outcome = Outcome.OK;
            status = 200;
        } else if (permille < 984) {
            outcome = Outcome.UPSTREAM_ERROR;
            status = 502;
        } else if (permille < 992) {
            outcome = Outcome.CLIENT_ABORT;
            status = 499;
        } else if (permille < 996) {
            outcome = Outcome.TIMEOUT;
            status = 504;
        } else {
            outcome = Outcome.REJECTED;
            status = 429;
        }
    }

    private void drawTokens(SplittableRandom random) {
        input = spread(model.input(), random);
        output = spread(model.output(), random);
        reasoning = (long) (output * model.reasoning() * random.nextDouble());
        boolean readsCache = random.nextDouble() < model.cached();
        cached = readsCache ? (long) (input * (0.3 + 0.6 * random.nextDouble())) : 0;
        written = !readsCache && random.nextDouble() < model.cached() / 4 ? (long) (input * 0.5) : 0;
    }

    /** A long-tailed size around a median: the median times e to a bell-shaped exponent, at least 1. */
    private static long spread(int median, SplittableRandom random) {
        double bell = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2;
        return Math.max(1, (long) (median * StrictMath.exp(bell * 1.3)));
    }
}
