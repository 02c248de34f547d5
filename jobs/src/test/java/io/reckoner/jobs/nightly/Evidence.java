package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What committed runs left behind and must leave again from the same inputs, as lines of text: equal evidence, equal bytes.
 *
 * @param seals hash chain over the journal
 * @param buckets content hash of each bucket
 * @param facts name, rows and SHA-256 of each fact file
 * @param index the same of each file of the sameness index
 * @param accounts what is left of lots, counters of cycles, open debts
 * @param movements changes of lots and debts
 * @param suspense what was set aside, and what was carried over
 * @param totals control totals
 */
record Evidence(
        List<String> seals,
        List<String> buckets,
        List<String> facts,
        List<String> index,
        List<String> accounts,
        List<String> movements,
        List<String> suspense,
        List<String> totals) {

    /** Reads it, and makes sure that the files are what the manifest says. */
    static Evidence of(Town town) throws IOException {
        filesAreAsListed(town);
        List<String> accounts = new ArrayList<>(
                town.rows("SELECT concat_ws(' ', account_id, run_id, lot_id, remaining) FROM lot_balance ORDER BY 1"));
        accounts.addAll(town.rows("SELECT concat_ws(' ', account_id, run_id, day, owed) FROM debt ORDER BY 1"));
        accounts.addAll(town.rows(
                "SELECT concat_ws(' ', account_id, run_id, cycle_id, budget_used, day_drawn, week_drawn, main_drawn, backup_drawn)"
                        + " FROM cycle_counter ORDER BY 1"));
        List<String> suspense = new ArrayList<>(town.rows(
                "SELECT concat_ws(' ', s.run_id, g.source, g.seq, s.reason, s.detail, r.first_line, r.last_line, r.first_offset)"
                        + " FROM suspense s JOIN suspense_range r USING (suspense_id) JOIN segment g USING (segment_no)"
                        + " ORDER BY 1"));
        suspense.addAll(town.rows(
                "SELECT concat_ws(' ', c.run_id, g.source, g.seq, c.first_line, c.last_line, c.first_offset, c.lines)"
                        + " FROM carried_range c JOIN segment g USING (segment_no) ORDER BY 1"));
        return new Evidence(
                town.rows(
                        "SELECT concat_ws(' ', run_id, state, watermark, encode(seal, 'hex')) FROM run ORDER BY run_id"),
                town.rows(
                        "SELECT concat_ws(' ', run_id, bucket, encode(content_hash, 'hex')) FROM run_bucket ORDER BY run_id, bucket"),
                town.rows("SELECT concat_ws(' ', path, row_count, encode(sha256, 'hex')) FROM fact_file ORDER BY path"),
                town.rows("SELECT concat_ws(' ', path, entries, encode(sha256, 'hex')) FROM index_file ORDER BY path"),
                accounts,
                town.rows(
                        "SELECT concat_ws(' ', run_id, account_id, day, type, lot_id, origin, amount) FROM movement ORDER BY 1"),
                suspense,
                town.rows("SELECT concat_ws(' ', run_id, hop, bucket, name, amount) FROM control_total ORDER BY 1"));
    }

    private static void filesAreAsListed(Town town) throws IOException {
        for (String line : town.rows("SELECT path || ' ' || encode(sha256, 'hex') FROM fact_file UNION ALL"
                + " SELECT path || ' ' || encode(sha256, 'hex') FROM index_file")) {
            String[] listed = line.split(" ");
            Path file = town.folder.root().resolve(listed[0]);
            assertThat(sha256(file)).as(file.toString()).isEqualTo(listed[1]);
        }
    }

    /** Every file that runs and upkeep have written, with its SHA-256, in order of names. */
    static List<String> files(Town town) throws IOException {
        List<String> files = new ArrayList<>();
        for (Path folder : List.of(town.folder.facts(), town.folder.index(), town.folder.work())) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path file : paths.filter(Files::isRegularFile).toList()) {
                    files.add(town.folder.root().relativize(file) + " " + sha256(file));
                }
            }
        }
        files.sort(null);
        return files;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
