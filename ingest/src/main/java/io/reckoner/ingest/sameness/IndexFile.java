package io.reckoner.ingest.sameness;

import java.nio.file.Path;

/**
 * A finished index file: on disk under its own name, as the manifest records it.
 *
 * @param sha256 of the whole file, 64 hexadecimal digits
 * @param bytes its size
 * @param events how many events it remembers
 */
public record IndexFile(Path path, String sha256, long bytes, long events) {}
