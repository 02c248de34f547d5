package io.reckoner.reports.verify;

import java.util.Optional;

/** The raw log, for reading once more what a fact came from. */
public interface RawUsage {
    /** Opens a source file by the name facts give it; empty when it is no longer to be had. */
    Optional<RawLines> open(String sourceFile);
}
