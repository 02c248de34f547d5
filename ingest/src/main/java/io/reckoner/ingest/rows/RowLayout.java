package io.reckoner.ingest.rows;

import io.reckoner.kernel.usage.Component;

/**
 * Where things stand in a stored row and in a stored claim. Both live no longer than the run that wrote them.
 *
 * <p>A row: length of what follows (4 bytes), account (4), ts (8), source (4), line (4), then as variable-length numbers
 * the id's length and the id, the mask of components and their counts, four bytes of kinds, names, numbers, and the
 * remaining texts with their lengths. Absent names and amounts take one byte.
 */
final class RowLayout {
    static final int LENGTH = 0;
    static final int ACCOUNT = 4;
    static final int TS = 8;
    static final int SOURCE = 16;
    static final int LINE = 20;
    static final int ID = 24;

    /** Most bytes of a row without its texts. */
    static final int MOST_WITHOUT_TEXTS = ID + 160 + 10 * Component.COUNT;

    static final int CLAIM_HIGH = 0;
    static final int CLAIM_LOW = 8;
    static final int CLAIM_CONTENT = 16;
    static final int CLAIM_TS = 24;
    static final int CLAIM_SOURCE = 32;
    static final int CLAIM_LINE = 36;
    static final int CLAIM_ROW = 40;
    static final int CLAIM_VERDICT = 44;
    static final int CLAIM_FLAGS = 45;
    static final int CLAIM_BYTES = 46;

    static final int BROKE_THROUGH = 1;
    static final int LOST_START = 2;

    private RowLayout() {}
}
