package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Misfit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares the names of a file's columns with those that are read. */
final class Headings {
    private Headings() {}

    /** The columns a mapping names that the file does not have, each with the nearest it has. */
    static List<Misfit> misfits(ColumnMapping mapping, List<String> heading) {
        List<Misfit> misfits = new ArrayList<>();
        mapping.columns().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> add(misfits, "columns." + entry.getKey().code(), entry.getValue(), heading));
        new TreeMap<>(mapping.usage()).forEach((count, column) -> add(misfits, "usage." + count, column, heading));
        new TreeMap<>(mapping.tags()).forEach((tag, column) -> add(misfits, "tags." + tag, column, heading));
        return misfits;
    }

    /** The columns that the file must have and does not. */
    static List<Misfit> missing(List<String> needed, List<String> heading) {
        List<Misfit> misfits = new ArrayList<>();
        needed.forEach(column -> add(misfits, "", column, heading));
        return misfits;
    }

    private static void add(List<Misfit> misfits, String path, String column, List<String> heading) {
        if (heading.contains(column)) {
            return;
        }
        String nearest = heading.stream()
                .sorted()
                .min(Comparator.comparingInt(name -> distance(lower(name), lower(column))))
                .orElse("");
        misfits.add(new Misfit(
                path,
                "there is no single column \"" + column + "\" in its heading; the nearest is \"" + nearest + "\""));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** How many letters have to be put in, left out or changed. */
    static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[before.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[before.length - 1];
    }
}
