package io.reckoner.ingest.rows;

import java.nio.file.Path;

/**
 * How much memory the rows of a run may take, and where they go beyond it.
 *
 * @param writerBytes what one {@link RunWriter} collects before it sorts and hands over, in bytes
 * @param keepBytes sorted rows of the whole run kept on the heap; what is more goes to the spill file
 * @param mergeBytes read buffers of one bucket while it is merged
 * @param spillFolder folder of the spill file, made when first needed
 */
public record RowSettings(int writerBytes, long keepBytes, int mergeBytes, Path spillFolder) {
    private static final int MOST_WRITER_BYTES = 512 << 20;

    /** 32 MiB a writer, 64 MiB kept, 16 MiB a merge. */
    public static RowSettings defaults(Path spillFolder) {
        return new RowSettings(32 << 20, 64L << 20, 16 << 20, spillFolder);
    }

    public RowSettings {
        if (writerBytes < 1 || writerBytes > MOST_WRITER_BYTES) {
            throw new IllegalArgumentException(
                    "writerBytes must be 1 to " + MOST_WRITER_BYTES + ", not " + writerBytes);
        }
        if (keepBytes < 0) {
            throw new IllegalArgumentException("keepBytes must not be negative: " + keepBytes);
        }
        if (mergeBytes < 1) {
            throw new IllegalArgumentException("mergeBytes must be positive, not " + mergeBytes);
        }
    }
}
