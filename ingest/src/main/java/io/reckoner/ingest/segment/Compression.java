package io.reckoner.ingest.segment;

/** How the bytes of a sealed segment are stored. Lines, bytes and hash of a seal speak of the uncompressed text. */
public enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** What follows {@code .jsonl} in the file name. */
    public String suffix() {
        return suffix;
    }
}
