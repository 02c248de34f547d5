package io.reckoner.jobs.nightly;

import java.io.IOException;
import java.util.List;

/**
 * All that runs and upkeep leave: what must come out again whatever happened in between.
 *
 * @param live files that readers and runs go by
 * @param facts rows and columns of all visible facts, as their number and the sum of their hashes
 * @param files every file of theirs on disk
 */
record Remains(Evidence evidence, List<String> live, List<String> facts, List<String> files) {
    static Remains of(Town town) throws IOException {
        return new Remains(Evidence.of(town), liveIn(town), factsOf(town), Evidence.files(town));
    }

    static List<String> factsOf(Town town) {
        return town.duck("SELECT count(*) || ' ' || sum(hash(facts)) FROM facts");
    }

    static List<String> liveIn(Town town) {
        return town.rows("SELECT path COLLATE \"C\" FROM reports.visible_fact_file"
                + " UNION ALL SELECT path FROM index_file WHERE replaced_at IS NULL ORDER BY 1");
    }

    /** Without what killed processes left half-written, each under a name of its own. */
    Remains whole() {
        return new Remains(
                evidence,
                live,
                facts,
                files.stream().filter(file -> !isTemporary(file.split(" ")[0])).toList());
    }

    static boolean isTemporary(String name) {
        return name.startsWith("facts/.tmp/") || name.endsWith(".tmp");
    }

    /** Their names alone. */
    static List<String> names(List<String> files) {
        return files.stream().map(file -> file.split(" ")[0]).toList();
    }
}
