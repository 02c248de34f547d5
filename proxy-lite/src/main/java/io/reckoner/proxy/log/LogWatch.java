package io.reckoner.proxy.log;

import java.io.IOException;
import java.nio.file.Path;

/** Hears what an operator should know. Called by the log's own thread: it must return soon. */
public interface LogWatch {
    /** A segment is sealed and may be carried away. */
    void sealed(Path segment);

    /** The disk failed; the log goes on in another segment, or tries again. Lines not yet durable are kept. */
    void trouble(String sentence, IOException cause);
}
