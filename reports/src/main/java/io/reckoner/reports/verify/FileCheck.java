package io.reckoner.reports.verify;

import io.reckoner.reports.facts.VisibleFactFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Holds the bytes of the fact files against the manifest's sizes and SHA-256 hashes. */
final class FileCheck {
    private static final int BUFFER = 1 << 18;

    private final List<VisibleFactFile> whole = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    /** Reads every file once. */
    VerifyCheck check(List<VisibleFactFile> files) {
        for (VisibleFactFile file : files) {
            String fault = fault(file);
            if (fault.isEmpty()) {
                whole.add(file);
            } else {
                broken.add(file.path() + ": " + fault);
            }
        }
        return new VerifyCheck(
                "files against manifest",
                "files",
                BigDecimal.valueOf(files.size()),
                BigDecimal.valueOf(whole.size()),
                broken.size(),
                broken.subList(0, Math.min(broken.size(), VerifyCheck.MOST_EXAMPLES)),
                Remedy.FACT_FILE);
    }

    /** The files that are as the manifest says: the others cannot be trusted with a question. */
    List<VisibleFactFile> whole() {
        return whole;
    }

    private static String fault(VisibleFactFile file) {
        try {
            if (!Files.exists(file.path())) {
                return "is not there";
            }
            long bytes = Files.size(file.path());
            if (bytes != file.bytes()) {
                return "has " + bytes + " bytes, the manifest says " + file.bytes();
            }
            String hash = sha256(file.path());
            return hash.equals(file.sha256()) ? "" : "has SHA-256 " + hash + ", the manifest says " + file.sha256();
        } catch (IOException e) {
            return "cannot be read: " + e.getMessage();
        }
    }

    private static String sha256(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("this Java has no SHA-256", e));
        }
    }
}
