package io.reckoner.reports.verify;

import org.jspecify.annotations.Nullable;

/** Goes through raw files front to back, asked for lines in order of file and line. */
final class RawCursor implements AutoCloseable {
    private final RawUsage raw;
    private final RawLine line = new RawLine();
    private String file = "";
    private @Nullable RawLines lines;
    private boolean isOnLine;

    RawCursor(RawUsage raw) {
        this.raw = raw;
    }

    /** The event on that line; null when there is none, see {@link #absence}. */
    @Nullable
    RawLine at(String sourceFile, long sourceLine) {
        if (!sourceFile.equals(file)) {
            close();
            file = sourceFile;
            lines = raw.open(sourceFile).orElse(null);
            line.line = 0;
            isOnLine = false;
        }
        RawLines open = lines;
        if (open == null) {
            return null;
        }
        while (line.line < sourceLine) {
            isOnLine = open.next(line);
            if (!isOnLine) {
                line.line = Long.MAX_VALUE;
            }
        }
        return isOnLine && line.line == sourceLine ? line : null;
    }

    /** Why the line last asked for has no event. */
    String absence() {
        return lines == null ? "the raw file is not to be had" : "the line holds no event that can be read";
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.close();
            lines = null;
        }
    }
}
