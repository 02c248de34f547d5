package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.decode.ForeignRows.Misfit;
import io.reckoner.kernel.suspense.Verdict;
import java.util.List;

/** Takes the lines of a file and gives its records by the names of their columns. */
interface Records {
    /** What a line comes to. */
    sealed interface Taken {
        /** Blank or a heading. */
        record Nothing() implements Taken {}

        /** The record goes on in the next line. */
        record Part() implements Taken {}

        /** @param content the record as it stands in the file, without its line end */
        record Whole(Cells cells, byte[] content) implements Taken {}

        record Bad(Verdict verdict) implements Taken {}

        record Unfit(List<Misfit> misfits) implements Taken {}
    }

    Taken take(byte[] buf, int start, int length);

    /** What a line comes to that was too long to be kept and was passed over. */
    default Taken passedOver() {
        return new Taken.Bad(ForeignRows.TOO_LONG.verdict());
    }

    /** What only the end shows. */
    List<Misfit> atEnd();
}
