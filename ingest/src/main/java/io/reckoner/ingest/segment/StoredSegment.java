package io.reckoner.ingest.segment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the file of a segment lies now. It was taken in under one ending and may have been compressed, or unpacked, since.
 *
 * <p>Example: {@code usage-eu-1-000000000042.jsonl} is gone, {@code usage-eu-1-000000000042.jsonl.gz} lies beside where it was:
 * that is it, as far as a name can tell. Whether the content is the same tells its seal.
 */
public final class StoredSegment {
    private StoredSegment() {}

    /** The file itself; where it is gone, the one of the same segment beside it with another ending, if there is one. */
    public static Path find(Path taken) {
        if (Files.exists(taken)) {
            return taken;
        }
        Optional<SegmentName.File> named = SegmentName.parse(String.valueOf(taken.getFileName()));
        if (named.isPresent()) {
            for (Compression compression : Compression.values()) {
                Path other = taken.resolveSibling(named.get().segment().sealedFile(compression));
                if (Files.exists(other)) {
                    return other;
                }
            }
        }
        return taken;
    }
}
