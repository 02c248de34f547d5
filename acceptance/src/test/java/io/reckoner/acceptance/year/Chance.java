package io.reckoner.acceptance.year;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded dice. */
final class Chance {
    private final SplittableRandom random;

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    static Chance of(long seed) {
        return new Chance(new SplittableRandom(seed));
    }

    /** Dice of its own for something else. */
    Chance split() {
        return new Chance(random.split());
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** A number from 0. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T among(List<T> all) {
        return all.get(below(all.size()));
    }
}
