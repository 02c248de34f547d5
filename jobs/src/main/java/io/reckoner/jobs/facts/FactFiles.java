package io.reckoner.jobs.facts;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * Where fact files lie and how they are cut.
 *
 * @param dataFolder all paths of the manifest are relative to it
 * @param rowGroupRows rows of a full row group: the least a reader fetches for one account
 * @param bufferedRows rows a writer holds at most over all its open days; when reached, the day with the most rows gives
 *     up a row group early. About 300 bytes a row.
 * @param zstdLevel zstd level of the pages; 1 is the default, 3 costs a third of the speed for 1 to 8 % of the bytes
 */
public record FactFiles(Path dataFolder, int rowGroupRows, int bufferedRows, int zstdLevel) {
    public static final int DEFAULT_ROW_GROUP_ROWS = 1 << 14;
    public static final int DEFAULT_BUFFERED_ROWS = 1 << 18;
    public static final int DEFAULT_ZSTD_LEVEL = 1;

    public FactFiles {
        if (rowGroupRows < 1 || rowGroupRows > 1 << 20) {
            throw new IllegalArgumentException("rows of a row group must be 1 to 1048576, not " + rowGroupRows);
        }
        if (bufferedRows < rowGroupRows) {
            throw new IllegalArgumentException(
                    "buffered rows (" + bufferedRows + ") must hold a row group (" + rowGroupRows + ")");
        }
        if (zstdLevel < 1 || zstdLevel > 19) {
            throw new IllegalArgumentException("zstd level must be 1 to 19, not " + zstdLevel);
        }
    }

    /** The defaults, in this folder. */
    public static FactFiles in(Path dataFolder) {
        return new FactFiles(dataFolder, DEFAULT_ROW_GROUP_ROWS, DEFAULT_BUFFERED_ROWS, DEFAULT_ZSTD_LEVEL);
    }

    public FactFiles withRowGroupRows(int rows) {
        return new FactFiles(dataFolder, rows, Math.max(bufferedRows, rows), zstdLevel);
    }

    public FactFiles withZstdLevel(int level) {
        return new FactFiles(dataFolder, rowGroupRows, bufferedRows, level);
    }

    /** The file behind a path of the manifest. */
    public Path resolve(String path) {
        return dataFolder.resolve(path);
    }

    /** Where a file of this day and name lies: {@code facts/usage/day=2026-03-01/<name>}. */
    static String path(LocalDate day, String name) {
        return String.format(Locale.ROOT, "facts/usage/day=%s/%s", day, name);
    }

    /** Where files grow before they are renamed. */
    Path temporaryFolder() {
        return dataFolder.resolve("facts/.tmp");
    }

    /** Where a file of this name grows, as no other writer's: one that was taken over may still be writing the same file. */
    Path temporary(String name) {
        return temporaryFolder().resolve(UUID.randomUUID() + "-" + name);
    }

    /** The folder above all days. */
    Path usageFolder() {
        return dataFolder.resolve("facts/usage");
    }
}
