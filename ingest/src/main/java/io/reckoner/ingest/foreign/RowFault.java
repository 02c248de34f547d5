package io.reckoner.ingest.foreign;

import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;

/** Why a row cannot be used. Thrown without a stack trace: a bad row is an answer and not an accident. */
final class RowFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Verdict verdict;

    RowFault(SuspenseReason reason, String detail) {
        super(detail, null, false, false);
        verdict = new Verdict(reason, detail);
    }

    static RowFault field(String detail) {
        return new RowFault(SuspenseReason.FIELD, detail);
    }

    Verdict verdict() {
        return verdict;
    }
}
