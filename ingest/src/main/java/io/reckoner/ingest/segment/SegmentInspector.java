package io.reckoner.ingest.segment;

import io.reckoner.ingest.segment.SegmentInspection.Refusal;
import io.reckoner.ingest.segment.SegmentInspection.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a file of the intake folder whole and says what it is. Memory does not depend on the file's size. */
public final class SegmentInspector {
    /**
     * Inspects one file. A file that is no segment by its name, but ends in {@code .jsonl}, {@code .jsonl.gz} or {@code
     * .jsonl.zst}, is inspected too, since it may be a segment under another name.
     *
     * @throws IOException when the file cannot be read; a damaged file is an answer, not an exception
     */
    public SegmentInspection inspect(Path file) throws IOException {
        String fileName = String.valueOf(file.getFileName());
        Optional<SegmentName.File> named = SegmentName.parse(fileName);
        if (named.isPresent() && named.get().growing()) {
            return new SegmentInspection.Growing(file, named.get().segment());
        }
        if (named.isEmpty() && !looksLikeLines(fileName)) {
            return new SegmentInspection.Unrelated(file);
        }
        SegmentName name = named.map(SegmentName.File::segment).orElse(null);
        Compression compression = SegmentStream.compressionOf(file);
        Compression stored = SegmentStream.compressionIn(file);
        if (stored != Compression.NONE && stored != compression) {
            return refuse(
                    file,
                    name,
                    null,
                    Refusal.CORRUPT_COMPRESSION,
                    "its content is stored as " + stored.name().toLowerCase(Locale.ROOT)
                            + ", which its name does not say; carry the segment again, under a name that ends in .jsonl"
                            + stored.suffix());
        }
        SegmentScan scan = new SegmentScan();
        try (InputStream in = SegmentStream.open(file, compression)) {
            scan.read(in);
        } catch (BoundedStream.OutOfProportion e) {
            return refuse(
                    file,
                    name,
                    null,
                    Refusal.OUT_OF_PROPORTION,
                    e.getMessage() + ", which no usage log does, and was left in the middle; find out who put it there."
                            + " If it is a true segment, carry it uncompressed");
        } catch (IOException e) {
            if (compression == Compression.NONE || !SegmentStream.isCorruption(e)) {
                throw e;
            }
            return refuse(
                    file,
                    name,
                    null,
                    Refusal.CORRUPT_COMPRESSION,
                    "the compressed stream is damaged (" + e.getMessage() + "); carry the segment again");
        }
        return judge(file, name, compression, scan);
    }

    private static boolean looksLikeLines(String fileName) {
        return !fileName.startsWith(".")
                && (fileName.endsWith(".jsonl") || fileName.endsWith(".jsonl.gz") || fileName.endsWith(".jsonl.zst"));
    }

    private static SegmentInspection judge(
            Path file, @Nullable SegmentName name, Compression compression, SegmentScan scan) throws IOException {
        if (!scan.lastComplete()) {
            return refuse(
                    file,
                    name,
                    null,
                    Refusal.TORN_TAIL,
                    scan.isEmpty()
                            ? "the file is empty; carry the segment again"
                            : "the last line has no newline: the file is cut off; carry the segment again, or let its proxy"
                                    + " recover it at its next start");
        }
        byte[] line = scan.lastLine();
        return switch (SealLine.read(line, 0, line.length)) {
            case SealLine.Reading.NoSeal none ->
                scan.earlySeal() > 0
                        ? refuse(
                                file,
                                name,
                                null,
                                Refusal.DATA_AFTER_SEAL,
                                "the seal in line " + scan.earlySeal()
                                        + " is not the last line: something was added later; carry the sealed segment again")
                        : refuse(
                                file,
                                name,
                                null,
                                Refusal.NO_SEAL,
                                "the last line is not a seal: the segment is not"
                                        + " whole; carry it again once its proxy has sealed it");
            case SealLine.Reading.Wrong wrong ->
                refuse(file, name, null, Refusal.BAD_SEAL, "the seal cannot be used: " + wrong.sentence());
            case SealLine.Reading.Sealed sealed -> compare(file, name, compression, scan, sealed.seal());
        };
    }

    private static SegmentInspection compare(
            Path file, @Nullable SegmentName name, Compression compression, SegmentScan scan, Seal seal)
            throws IOException {
        String sha256 = scan.sha256();
        if (scan.lines() != seal.lines() || scan.bytes() != seal.bytes() || !sha256.equals(seal.sha256())) {
            return refuse(
                    file,
                    name,
                    seal,
                    Refusal.CONTENT_MISMATCH,
                    "the seal says " + seal.lines() + " lines, "
                            + seal.bytes() + " bytes, sha256 " + seal.sha256() + ", but there are " + scan.lines()
                            + " lines, " + scan.bytes() + " bytes, sha256 " + sha256 + "; carry the segment again");
        }
        if (scan.earlySeal() > 0) {
            return refuse(
                    file,
                    name,
                    seal,
                    Refusal.DATA_AFTER_SEAL,
                    "a second seal stands in line " + scan.earlySeal() + ", with lines behind it");
        }
        if (name == null || !name.equals(seal.name())) {
            return refuse(
                    file,
                    name,
                    seal,
                    Refusal.NAME_MISMATCH,
                    "its seal is that of " + seal.name() + "; give it the name "
                            + seal.name().sealedFile(compression));
        }
        return new SegmentInspection.Sound(file, name, compression, seal, Files.size(file));
    }

    private static Refused refuse(
            Path file, @Nullable SegmentName name, @Nullable Seal seal, Refusal why, String what) {
        return new Refused(file, name, seal, why, file.getFileName() + ": " + what + ".");
    }
}
