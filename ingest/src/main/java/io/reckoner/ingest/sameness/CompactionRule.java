package io.reckoner.ingest.sameness;

import java.util.ArrayList;
import java.util.List;

/**
 * Says which index files of a bucket are worth merging, so that a settlement every five minutes finds few files and
 * every entry is rewritten only a few times.
 *
 * <p>Files belong to tiers by the number of events they remember: under 16,384; then each tier reaches to four times the
 * one before. When a tier has four files, they are merged, together with all smaller ones. A bucket with 22 million
 * events has at most three files in each of seven tiers, and an event was rewritten at most six times. What a lookup
 * finds does not depend on what was merged.
 *
 * <p>Example: files of 900, 700, 20,000, 30,000, 17,000, 60,000 and 2,000,000 events: the second tier (16,384 to 65,535)
 * is full; it is merged with the two small ones into one file of 128,600.
 */
public final class CompactionRule {
    private static final int FILES_OF_A_TIER = 4;
    private static final long FIRST_TIER = 16_384;
    private static final int FACTOR = 4;

    private CompactionRule() {}

    /** The files to merge next, in the order given; empty when nothing is worth it. Ask again after each merge. */
    public static List<IndexFile> due(List<IndexFile> files) {
        int tier = smallestFullTier(files);
        List<IndexFile> due = new ArrayList<>();
        for (IndexFile file : files) {
            if (tier(file.events()) <= tier) {
                due.add(file);
            }
        }
        return due;
    }

    private static int smallestFullTier(List<IndexFile> files) {
        int[] filesOf = new int[Long.SIZE];
        for (IndexFile file : files) {
            filesOf[tier(file.events())]++;
        }
        for (int tier = 0; tier < filesOf.length; tier++) {
            if (filesOf[tier] >= FILES_OF_A_TIER) {
                return tier;
            }
        }
        return -1;
    }

    private static int tier(long events) {
        int tier = 0;
        for (long rest = events; rest >= FIRST_TIER; rest /= FACTOR) {
            tier++;
        }
        return tier;
    }
}
