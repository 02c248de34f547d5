package io.reckoner.jobs.simulate;

import io.reckoner.kernel.account.KeyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The invented customers, skewed as real ones are: the weight of the n-th is {@code 1 / n^1.1}, so that the largest of
 * two hundred sends about a quarter of all traffic and the ten largest about two thirds.
 */
public final class Population {
    private static final double SKEW = 1.1;
    private static final String[] FIRST = {
        "Amber", "Birch", "Cobalt", "Delta", "Ember", "Fjord", "Garnet", "Harbor", "Indigo", "Juniper", "Krypton",
        "Lumen", "Meridian", "Nimbus", "Onyx", "Pioneer", "Quartz", "Ridge", "Summit", "Tundra", "Umbra", "Vertex",
        "Willow", "Zenith"
    };
    private static final String[] SECOND = {
        "Analytics",
        "Books",
        "Care",
        "Design",
        "Energy",
        "Foods",
        "Games",
        "Health",
        "Insights",
        "Labs",
        "Logistics",
        "Media",
        "Networks",
        "Robotics",
        "Studio",
        "Travel"
    };
    private static final String[] PLANS = {"starter", "starter", "premium", "premium", "pro", "master", "ultra"};

    private final List<Customer> customers;
    private final double[] cumulative;

    private Population(List<Customer> customers) {
        this.customers = customers;
        this.cumulative = new double[customers.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += customers.get(i).weight();
            cumulative[i] = sum;
        }
    }

    /** The customers of a scenario. */
    public static Population of(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(scenario.seed() ^ 0x706f70756c617465L);
        List<Customer> customers = new ArrayList<>();
        for (int n = 1; n <= scenario.customers(); n++) {
            customers.add(invent(n, random));
        }
        return new Population(List.copyOf(customers));
    }

    public List<Customer> customers() {
        return customers;
    }

    /** The customer who sends the next request. */
    int pick(SplittableRandom random) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, at);
        return Math.min(found >= 0 ? found : -found - 1, cumulative.length - 1);
    }

    private static Customer invent(int n, SplittableRandom random) {
        String account = String.format(Locale.ROOT, "acc_%05d", n);
        String name = FIRST[(n * 7) % FIRST.length] + " " + SECOND[(n * 5 + n / 24) % SECOND.length];
        @Nullable String plan = n % 3 == 0 ? PLANS[random.nextInt(PLANS.length)] : null;
        List<Customer.Key> keys = new ArrayList<>();
        int payg = 1 + random.nextInt(n <= 10 ? 4 : 2);
        for (int k = 1; k <= payg; k++) {
            keys.add(new Customer.Key(
                    String.format(Locale.ROOT, "key_%05d%02d", n, k),
                    k == 1 ? "production" : "app-" + k,
                    KeyKind.PAYG));
        }
        if (plan != null) {
            keys.add(new Customer.Key(
                    String.format(Locale.ROOT, "key_%05d%02d", n, 50), "subscription", KeyKind.SUBSCRIPTION));
        }
        return new Customer(account, name, 1 / StrictMath.pow(n, SKEW), plan, List.copyOf(keys));
    }
}
