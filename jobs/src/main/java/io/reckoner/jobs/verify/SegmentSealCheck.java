package io.reckoner.jobs.verify;

import io.reckoner.ingest.segment.FileDigest;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentInspector;
import io.reckoner.reports.verify.RecordCheck;
import io.reckoner.reports.verify.Remedy;
import io.reckoner.reports.verify.RunRange;
import io.reckoner.reports.verify.VerifyCheck;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Holds the raw files that runs have read against the seals, or hashes, they were taken in with. */
final class SegmentSealCheck implements RecordCheck {
    /** A file as it was taken in. */
    record TakenFile(Path path, Kind kind, String sha256) {
        /** What the hash speaks of. */
        enum Kind {
            /** Of all before the seal, which must hold too. */
            SEGMENT,
            /** Of the whole uncompressed file. */
            FOREIGN
        }
    }

    private final SegmentFileView files;

    SegmentSealCheck(SegmentFileView files) {
        this.files = files;
    }

    @Override
    public VerifyCheck check(RunRange runs) {
        List<TakenFile> taken = files.readBy(runs);
        List<String> broken = new ArrayList<>();
        for (TakenFile file : taken) {
            String fault = fault(file);
            if (!fault.isEmpty()) {
                broken.add(fault);
            }
        }
        return new VerifyCheck(
                "raw files against their seals",
                "files",
                BigDecimal.valueOf(taken.size()),
                BigDecimal.valueOf(taken.size() - broken.size()),
                broken.size(),
                broken.subList(0, Math.min(broken.size(), VerifyCheck.MOST_EXAMPLES)),
                Remedy.RAW_FILE);
    }

    private static String fault(TakenFile file) {
        if (!Files.exists(file.path())) {
            return file.path() + ": is not there";
        }
        try {
            return switch (file.kind()) {
                case SEGMENT ->
                    switch (new SegmentInspector().inspect(file.path())) {
                        case SegmentInspection.Sound sound ->
                            differs(file, sound.seal().sha256());
                        case SegmentInspection.Refused refused -> refused.sentence();
                        case SegmentInspection.Growing growing -> file.path() + ": is no sealed segment";
                        case SegmentInspection.Unrelated unrelated -> file.path() + ": is no segment";
                    };
                case FOREIGN -> differs(file, FileDigest.of(file.path()).sha256());
            };
        } catch (IOException e) {
            return file.path() + ": cannot be read: " + e.getMessage();
        }
    }

    private static String differs(TakenFile file, String sha256) {
        return sha256.equals(file.sha256())
                ? ""
                : file.path() + ": has SHA-256 " + sha256 + ", it was taken in with " + file.sha256();
    }
}
