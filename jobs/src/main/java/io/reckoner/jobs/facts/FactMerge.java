package io.reckoner.jobs.facts;

import io.reckoner.kernel.account.Directory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Merges fact files of one day and bucket into one, its rows in (account, ts, id) order.
 *
 * <p>The keys of all rows are held and sorted, about 100 bytes a row; of the other columns only the row groups that are
 * being drawn from. The bytes depend on the rows alone, not on how they were spread over files; the name on the files.
 */
final class FactMerge implements AutoCloseable {
    private final FactFiles files;
    private final List<FactFile> sources;
    private final List<FactFileReader> readers = new ArrayList<>();
    private final List<MergeInput> inputs = new ArrayList<>();

    /** @param sources at least one file, all of the same day and bucket */
    FactMerge(FactFiles files, List<FactFile> sources) {
        this.files = files;
        this.sources =
                sources.stream().sorted(Comparator.comparing(FactFile::path)).toList();
        FactFile first = this.sources.getFirst();
        for (FactFile source : sources) {
            if (!source.day().equals(first.day()) || source.bucket() != first.bucket()) {
                throw new IllegalArgumentException(
                        source.path() + " is not of the same day and bucket as " + first.path());
            }
        }
    }

    /**
     * Writes the merged file, durably under its final name. No manifest knows of it yet.
     *
     * @throws IOException when a source is not the file the manifest knows
     * @throws IllegalStateException when rows or sums of the result are not those of the sources
     */
    FactFile merge() throws IOException {
        for (FactFile source : sources) {
            Path path = files.resolve(source.path());
            verify(source, path);
            FactFileReader reader = new FactFileReader(path);
            readers.add(reader);
            for (int group = 0; group < reader.groups(); group++) {
                inputs.add(new MergeInput(reader, group));
            }
        }
        FactFile first = sources.getFirst();
        try (RowGroupWriter writer = new RowGroupWriter(files.zstdLevel());
                FactDay day = new FactDay(
                        files, first.day(), first.bucket(), name(), List.of("account", "ts", "event_id"), writer)) {
            write(order(), day);
            FactDay.Finished merged = day.finish();
            prove(merged.file());
            return merged.publish();
        }
    }

    private static void verify(FactFile source, Path path) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(source.sha256())) {
            throw new IOException(source.path() + " has SHA-256 " + found + ", but the manifest says " + source.sha256()
                    + ". It was changed after it was written: restore it from a backup.");
        }
    }

    /** Depends on what goes in and on how it is cut, so that the same compaction done again gives the same name. */
    private String name() {
        MessageDigest digest = sha256();
        String cut = ParquetFile.VERSION + " " + files.rowGroupRows() + " " + files.zstdLevel();
        digest.update(cut.getBytes(StandardCharsets.UTF_8));
        sources.forEach(source -> digest.update(HexFormat.of().parseHex(source.sha256())));
        FactFile first = sources.getFirst();
        return String.format(
                Locale.ROOT,
                "day-%s-b%02d-%s.parquet",
                first.day(),
                first.bucket(),
                HexFormat.of().formatHex(digest.digest(), 0, 8));
    }

    /** All rows in order, each as its input's number and its row in it. */
    private Long[] order() {
        int[][] ranks = accountRanks();
        Long[] order = new Long[inputs.stream().mapToInt(MergeInput::rows).sum()];
        int at = 0;
        for (int input = 0; input < inputs.size(); input++) {
            for (int row = 0; row < inputs.get(input).rows(); row++) {
                order[at++] = (long) input << 32 | row;
            }
        }
        // Inputs are sorted or nearly so, which this sort takes advantage of.
        Arrays.sort(order, (a, b) -> {
            int inputOfA = (int) (a >> 32);
            int inputOfB = (int) (b >> 32);
            int byAccount = Integer.compare(ranks[inputOfA][a.intValue()], ranks[inputOfB][b.intValue()]);
            if (byAccount != 0) {
                return byAccount;
            }
            MergeInput left = inputs.get(inputOfA);
            MergeInput right = inputs.get(inputOfB);
            int byTs = Long.compare(left.ts(a.intValue()), right.ts(b.intValue()));
            return byTs != 0 ? byTs : MergeInput.compareIds(left, a.intValue(), right, b.intValue());
        });
        return order;
    }

    /** The place of each row's account among all accounts. */
    private int[][] accountRanks() {
        TreeSet<String> accounts = new TreeSet<>(Directory.ID_ORDER);
        inputs.forEach(input -> accounts.addAll(input.accounts().texts()));
        Map<String, Integer> ranks = new HashMap<>();
        accounts.forEach(account -> ranks.put(account, ranks.size()));
        int[][] byRow = new int[inputs.size()][];
        for (int i = 0; i < byRow.length; i++) {
            ColumnValues.Names names = inputs.get(i).accounts();
            byRow[i] = Arrays.stream(names.numbers())
                    .map(number -> ranks.getOrDefault(names.texts().get(number), 0))
                    .toArray();
        }
        return byRow;
    }

    private void write(Long[] order, FactDay day) throws IOException {
        int[] rows = new int[files.rowGroupRows()];
        for (int from = 0; from < order.length; from += rows.length) {
            int count = Math.min(rows.length, order.length - from);
            for (int i = 0; i < count; i++) {
                rows[i] = order[from + i].intValue();
            }
            List<ColumnBuffer> columns = day.rows().columns();
            for (int column = 0; column < columns.size(); column++) {
                addColumn(order, from, rows, count, columns.get(column), column);
            }
            for (int i = 0; i < count; i++) {
                inputs.get((int) (order[from + i] >> 32)).taken(1);
            }
            day.flush();
        }
    }

    /** Adds a column's values, stretch by stretch of ascending rows from the same input. */
    private void addColumn(Long[] order, int from, int[] rows, int count, ColumnBuffer buffer, int column)
            throws IOException {
        int start = 0;
        while (start < count) {
            long input = order[from + start] >> 32;
            int end = start + 1;
            while (end < count && order[from + end] >> 32 == input && rows[end] > rows[end - 1]) {
                end++;
            }
            inputs.get((int) input).addTo(buffer, column, rows, start, end);
            start = end;
        }
    }

    private void prove(FactFile merged) {
        long rows = sources.stream().mapToLong(FactFile::rows).sum();
        FactSums sums = sources.stream().map(FactFile::sums).reduce(FactSums.ZERO, FactSums::plus);
        if (rows != merged.rows() || !sums.equals(merged.sums())) {
            throw new IllegalStateException(merged.path() + " has " + merged.rows() + " rows and " + merged.sums()
                    + ", but what it was merged from has " + rows + " rows and " + sums);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (FactFileReader reader : readers) {
            reader.close();
        }
    }
}
