package io.reckoner.ingest.decode;

import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import java.util.List;

/**
 * How the lines of a foreign file become lines of format 1, one for one, so that source and line stay those of the file
 * and everything else is judged as ever. A row that runs over several lines is its last one.
 */
public interface ForeignRows {
    /** What a line comes to that was not kept. */
    Row.Bad TOO_LONG = new Row.Bad(
            new Verdict(SuspenseReason.LINE_TOO_LONG, "the line is longer than the limit and was not read"));

    /** Begins at the file's first line. */
    Reader reader();

    /** Reads the lines of one file in order, each once: what a line becomes may depend on those before it. */
    interface Reader {
        Row next(byte[] buf, int start, int length);

        /** What a line comes to that was too long to be kept and was passed over. */
        default Row passedOver() {
            return TOO_LONG;
        }

        /** Reads the line that stands next. */
        default Row next(SegmentLines lines) {
            return lines.tooLong() ? passedOver() : next(lines.buffer(), lines.start(), lines.length());
        }

        /** Whether each row is the sum of a day; known when the heading was read. */
        default boolean isDaily() {
            return false;
        }

        /** What only the end of the file shows to be wrong with it; asked when it is handed over. */
        default List<Misfit> atEnd() {
            return List.of();
        }
    }

    /**
     * Why a file is not what was stated of it.
     *
     * @param path what in the statement does not fit, such as {@code columns.account}; empty for the file itself
     * @param sentence what is wrong and how to mend it
     */
    record Misfit(String path, String sentence) {}

    /** What a line becomes. */
    sealed interface Row {
        /** A line of format 1. */
        record Line(byte[] text) implements Row {}

        /** A heading: counted as blank. */
        record Heading() implements Row {}

        /** A part of a row that goes on in the next line, within a quoted cell: counted as blank; the row is its last line. */
        record Continued() implements Row {}

        /** The file is not what was stated of it: it is refused whole, before any run. */
        record Unfit(List<Misfit> misfits) implements Row {
            public Unfit {
                misfits = List.copyOf(misfits);
            }
        }

        /** It cannot be used. */
        record Bad(Verdict verdict) implements Row {}
    }
}
