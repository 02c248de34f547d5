package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Misfit;

/** A row shows that its file must not be taken at all. Thrown without a stack trace, as {@link RowFault} is. */
final class UnfitFile extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnfitFile(String sentence) {
        super(sentence, null, false, false);
    }

    Misfit misfit() {
        return new Misfit("", String.valueOf(getMessage()));
    }
}
