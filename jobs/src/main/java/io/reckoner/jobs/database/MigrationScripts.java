package io.reckoner.jobs.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The migration scripts of this version, by name, with the checksums that Flyway notes.
 *
 * <p>Reading them costs milliseconds; starting Flyway costs most of the time a small command takes.
 */
final class MigrationScripts {
    private static final String FOLDER = "db/migration";
    private static final String FIRST = FOLDER + "/V001__core.sql";
    private static final Pattern NAME = Pattern.compile("V\\d+__\\w+\\.sql");

    private MigrationScripts() {}

    /** Checksum by script name, in order of name. */
    static Map<String, Integer> checksums() {
        Map<String, Integer> checksums = new TreeMap<>();
        ClassLoader loader = MigrationScripts.class.getClassLoader();
        try {
            for (String name : names(loader)) {
                checksums.put(name, checksum(loader, FOLDER + "/" + name));
            }
            return checksums;
        } catch (IOException e) {
            throw new UncheckedIOException("the migration scripts cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> names(ClassLoader loader) throws IOException {
        @Nullable URL first = loader.getResource(FIRST);
        if (first == null) {
            throw new IllegalStateException(FIRST + " is not on the class path");
        }
        if (first.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(FOLDER + "/"))
                    .map(name -> name.substring(FOLDER.length() + 1))
                    .filter(name -> NAME.matcher(name).matches())
                    .toList();
        }
        try (Stream<Path> files = Files.list(Path.of(first.toURI()).resolveSibling("."))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** CRC-32 over the lines without their ends, as Flyway reckons it. */
    private static int checksum(ClassLoader loader, String resource) throws IOException {
        CRC32 crc = new CRC32();
        @Nullable URL url = loader.getResource(resource);
        if (url == null) {
            throw new IOException(resource + " is gone");
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) crc.getValue();
    }
}
