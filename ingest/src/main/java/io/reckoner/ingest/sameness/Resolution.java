package io.reckoner.ingest.sameness;

import io.reckoner.ingest.rows.BucketClaims;
import io.reckoner.ingest.rows.RowFates;
import io.reckoner.ingest.rows.RowStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fates of all rows of a bucket, and the index of those accepted.
 *
 * <p>An event is (account, id). If an earlier run has accepted it, that one is the first. Else the claims of this run
 * are judged in order (ts; those that kept their proxy's {@code through} before those that broke it; source; line; lost
 * starts after all others), each for itself until one is accepted: one that cannot be priced is set aside with its
 * reason, the next is tried. Behind the accepted one an equal repeat is a duplicate, a different one a conflict,
 * whatever its price. A lost start is just a start where any other claim or an earlier run has its event.
 *
 * <p>Example, one id, in order: no price; content A; content A; content B. Fates: suspended (no price), accepted,
 * duplicate, suspended (conflict with line 2).
 *
 * @param suspended the rows with fate {@code SUSPENDED}, with reasons
 * @param index the new index file; none when nothing was accepted
 */
public record Resolution(ResolutionCounts counts, RowFates fates, SuspendedRows suspended, Optional<IndexFile> index) {

    /**
     * Resolves a bucket and writes its index file. Repeating it gives the same result and the same bytes, however the
     * rows were spread, spilled or read.
     *
     * @param indexFile name the new index file gets once it is whole and on disk
     * @throws IOException when an index file is damaged, naming it, or when the new one cannot be written
     */
    public static Resolution of(RowStore store, int bucket, EarlierEvents earlier, RunSources run, Path indexFile)
            throws IOException {
        SourceTable sources = new SourceTable(List.of(run));
        List<IndexJoin> joins = new ArrayList<>();
        try (IndexWriter accepted = new IndexWriter(indexFile, sources)) {
            for (Path file : earlier.files()) {
                joins.add(new IndexJoin(joins.size(), file, earlier.forgotten()));
            }
            BucketClaims claims = store.claims(bucket);
            ClaimBatch batch = new ClaimBatch(claims);
            ClaimJudge judge = new ClaimJudge(store.fates(bucket), accepted);
            while (batch.fill()) {
                for (IndexJoin join : joins) {
                    join.probe(batch.lookups);
                }
                judge.judge(batch);
            }
            SuspendedRows suspended = judge.suspended();
            suspended.finish(sources, tablesNamed(suspended, joins));
            return new Resolution(judge.counts(), judge.fates(), suspended, accepted.finish());
        } finally {
            for (IndexJoin join : joins) {
                join.close();
            }
        }
    }

    private static List<SourceTable> tablesNamed(SuspendedRows suspended, List<IndexJoin> joins) throws IOException {
        SourceTable unused = new SourceTable(List.of());
        var named = suspended.filesNamed();
        List<SourceTable> tables = new ArrayList<>();
        for (int file = 0; file < joins.size(); file++) {
            tables.add(named.get(file) ? joins.get(file).sources() : unused);
        }
        return tables;
    }
}
