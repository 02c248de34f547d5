package io.reckoner.jobs.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs: shipped as an archive on the class path, unpacked once per machine. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /**
     * The folder with {@code bin/}, {@code lib/} and {@code share/}, unpacked below {@code cache} if it is not there yet.
     *
     * <p>Its name carries the archive's checksum, so another version gets another folder; it appears whole or not at all.
     */
    static Path unpackedBelow(Path cache) throws IOException {
        URL archive = archive();
        Path home = cache.resolve("postgresql-" + checksum(archive));
        if (!Files.isExecutable(home.resolve("bin/postgres"))) {
            Files.createDirectories(cache);
            Path partial = Files.createTempDirectory(cache, "unpacking-");
            try {
                unpack(archive, partial);
                Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
                // Another process was faster; its folder is as good.
                FileSystemUtils.deleteRecursively(partial);
                if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                    throw e;
                }
            }
        }
        return home;
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> System.getProperty("os.arch");
                };
        String name = "postgres-" + system + "-" + machine;
        List<String> choices = Files.exists(Path.of("/etc/alpine-release"))
                ? List.of(name + "-alpine_linux.txz", name + ".txz")
                : List.of(name + ".txz");
        for (String choice : choices) {
            @Nullable URL found = PostgresBinaries.class.getClassLoader().getResource(choice);
            if (found != null) {
                return found;
            }
        }
        throw new DatabaseFault("No PostgreSQL is shipped for " + system + " on " + machine
                + ". Install PostgreSQL 16 or newer and set RECKON_DB_URL, RECKON_DB_USER and RECKON_DB_PASSWORD.");
    }

    private static String checksum(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        long checksum = connection instanceof JarURLConnection jar
                ? jar.getJarEntry().getCrc()
                : connection.getContentLengthLong();
        return Long.toHexString(checksum);
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream in = archive.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("archive entry " + entry.getName() + " lies outside");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(
                            path,
                            PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
