package io.reckoner.jobs.verify;

import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Symbols;
import io.reckoner.reports.verify.RawLine;
import io.reckoner.reports.verify.RawLines;
import io.reckoner.reports.verify.RawUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads segments once more, as settlement read them: the same decoder, none of its results. */
final class SegmentUsage implements RawUsage {
    private final Function<String, Optional<Path>> files;
    private final Directory directory;
    private final int maxLineBytes;

    /** @param files the file behind a name that facts give */
    SegmentUsage(Function<String, Optional<Path>> files, Directory directory, int maxLineBytes) {
        this.files = files;
        this.directory = directory;
        this.maxLineBytes = maxLineBytes;
    }

    @Override
    public Optional<RawLines> open(String sourceFile) {
        Optional<Path> file = files.apply(sourceFile).filter(Files::exists);
        try {
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Lines(SegmentLines.open(file.get(), maxLineBytes), directory));
        } catch (IOException e) {
            throw new UncheckedIOException(sourceFile + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static final class Lines implements RawLines {
        private final SegmentLines lines;
        private final Directory directory;
        private final LineDecoder decoder;
        private final DecodedEvent event = new DecodedEvent();

        Lines(SegmentLines lines, Directory directory) {
            this.lines = lines;
            this.directory = directory;
            this.decoder = new LineDecoder(directory, new Symbols(), List.of());
        }

        @Override
        public boolean next(RawLine into) {
            try {
                while (lines.next()) {
                    if (!lines.tooLong() && isReadable()) {
                        fill(into);
                        return true;
                    }
                }
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException("line " + lines.number() + " cannot be read: " + e.getMessage(), e);
            }
        }

        private boolean isReadable() {
            LineClass found = decoder.read(lines.buffer(), lines.start(), lines.length(), event);
            return switch (found) {
                case EVENT -> decoder.judge(event);
                // A start whose event never came is settled as a request that was lost.
                case START -> decoder.judgeLost(event);
                case SEAL, BLANK, SUSPENDED -> false;
            };
        }

        private void fill(RawLine into) {
            into.line = lines.number();
            into.eventId = event.id.toString();
            into.account = directory.account(event.account);
            for (Component component : Component.values()) {
                into.counts[component.ordinal()] = event.count(component);
            }
        }

        @Override
        public void close() {
            try {
                lines.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
