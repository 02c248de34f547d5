package io.reckoner.ingest.sameness;

import io.reckoner.ingest.rows.LoserTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Merges the index files of many runs of one bucket into one, without the entries of forgotten runs. */
public final class IndexCompaction {
    private static final Comparator<RunSources> BY_NAME = (run, other) -> Arrays.compareUnsigned(
            run.run().getBytes(StandardCharsets.UTF_8), other.run().getBytes(StandardCharsets.UTF_8));

    private IndexCompaction() {}

    /**
     * Merges the files. The same files give the same bytes in whatever order they are named; a lookup finds the same
     * before and after. The files merged are left as they are.
     *
     * @param target name the merged file gets once it is whole and on disk
     * @return the merged file; none when every entry is forgotten
     * @throws IllegalArgumentException when two files hold entries of the same run
     * @throws IOException when a file is damaged, naming it, or the merged one cannot be written
     */
    public static Optional<IndexFile> merge(EarlierEvents earlier, Path target) throws IOException {
        List<IndexContent> contents = new ArrayList<>();
        try {
            for (Path file : earlier.files()) {
                contents.add(new IndexContent(file));
            }
            List<RunSources> runs = new ArrayList<>();
            for (IndexContent content : contents) {
                runs.addAll(content.sources().runs());
            }
            runs.removeIf(run -> earlier.forgotten().contains(run.run()));
            runs.sort(BY_NAME);
            SourceTable sources = new SourceTable(runs);
            List<IndexCursor> cursors = new ArrayList<>();
            for (IndexContent content : contents) {
                cursors.add(new IndexCursor(content, renumbering(content.sources(), sources)));
            }
            return write(cursors, sources, target);
        } finally {
            for (IndexContent content : contents) {
                content.close();
            }
        }
    }

    private static Optional<IndexFile> write(List<IndexCursor> cursors, SourceTable sources, Path target)
            throws IOException {
        if (cursors.isEmpty()) {
            return Optional.empty();
        }
        try (IndexWriter writer = new IndexWriter(target, sources)) {
            LoserTree tree = new LoserTree(
                    cursors.size(),
                    (player, other) -> IndexCursor.comesBefore(cursors.get(player), cursors.get(other)));
            IndexCursor next = cursors.get(tree.winner());
            while (!next.ended) {
                writer.add(next.hashHigh, next.hashLow, next.contentHash, next.source, next.line);
                next.next();
                tree.replay();
                next = cursors.get(tree.winner());
            }
            return writer.finish();
        }
    }

    private static int[] renumbering(SourceTable from, SourceTable to) {
        Map<String, Integer> firstOfRun = new HashMap<>();
        int first = 0;
        for (RunSources run : to.runs()) {
            firstOfRun.put(run.run(), first);
            first += run.sources().size();
        }
        return from.runs().stream()
                .flatMapToInt(
                        run -> numbers(firstOfRun.get(run.run()), run.sources().size()))
                .toArray();
    }

    private static IntStream numbers(@Nullable Integer first, int count) {
        return first == null ? IntStream.range(0, count).map(source -> -1) : IntStream.range(first, first + count);
    }
}
