package io.reckoner.ingest.rows;

import java.util.Arrays;

/**
 * The tournament of a k-way merge: who of {@code k} players comes next. After the winner has moved on, {@link #replay}
 * costs log2(k) comparisons.
 */
public final class LoserTree {
    /** Tells which of two players comes first. A player that has nothing left comes after all others. */
    @FunctionalInterface
    public interface Contest {
        boolean comesBefore(int player, int other);
    }

    private final int players;
    private final int[] losers;
    private final Contest contest;
    private int winner;

    /** A tournament already played. At least one player. */
    public LoserTree(int players, Contest contest) {
        if (players < 1) {
            throw new IllegalArgumentException("a merge needs at least one player");
        }
        this.players = players;
        this.losers = new int[players];
        this.contest = contest;
        play();
    }

    /** The player that comes next. */
    public int winner() {
        return winner;
    }

    /** Plays the winner's matches again, after it has moved on. */
    public void replay() {
        int best = winner;
        for (int node = (best + players) >>> 1; node > 0; node >>>= 1) {
            int other = losers[node];
            if (contest.comesBefore(other, best)) {
                losers[node] = best;
                best = other;
            }
        }
        winner = best;
    }

    private void play() {
        int[] winners = new int[2 * players];
        Arrays.setAll(winners, node -> node - players);
        for (int node = players - 1; node > 0; node--) {
            int left = winners[2 * node];
            int right = winners[2 * node + 1];
            boolean rightFirst = contest.comesBefore(right, left);
            winners[node] = rightFirst ? right : left;
            losers[node] = rightFirst ? left : right;
        }
        winner = winners[1];
    }
}
