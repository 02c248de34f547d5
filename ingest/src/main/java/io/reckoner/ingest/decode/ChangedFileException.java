package io.reckoner.ingest.decode;

import java.io.IOException;

/** A file that no run has settled yet is gone, or no longer what was taken in: nothing of it can be vouched for. */
public final class ChangedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedFileException(String message) {
        super(message);
    }
}
