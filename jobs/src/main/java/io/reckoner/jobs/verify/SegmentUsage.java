package io.reckoner.jobs.verify;

import io.reckoner.ingest.decode.ForeignRows;
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
import org.jspecify.annotations.Nullable;

/** Reads segments once more, as settlement read them: the same decoder, none of its results. */
final class SegmentUsage implements RawUsage {
    /**
     * Where raw lines lie.
     *
     * @param foreign how the file's lines become lines of format 1; null where they are
     */
    record RawFile(Path path, @Nullable ForeignRows foreign) {}

    /** As long as settlement.max-line can ever have been: what it is today says nothing of the runs before. */
    private static final int LONGEST_LINE = 1 << 28;

    private final Function<String, Optional<RawFile>> files;
    private final Directory directory;

    /** @param files the file behind a name that facts give */
    SegmentUsage(Function<String, Optional<RawFile>> files, Directory directory) {
        this.files = files;
        this.directory = directory;
    }

    @Override
    public Optional<RawLines> open(String sourceFile) {
        Optional<RawFile> file = files.apply(sourceFile).filter(found -> Files.exists(found.path()));
        try {
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Lines(
                            SegmentLines.open(file.get().path(), LONGEST_LINE),
                            file.get().foreign(),
                            directory));
        } catch (IOException e) {
            throw new UncheckedIOException(sourceFile + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static final class Lines implements RawLines {
        private final SegmentLines lines;
        private final ForeignRows.@Nullable Reader foreign;
        private final Directory directory;
        private final LineDecoder decoder;
        private final DecodedEvent event = new DecodedEvent();

        Lines(SegmentLines lines, @Nullable ForeignRows foreign, Directory directory) {
            this.lines = lines;
            this.foreign = foreign == null ? null : foreign.reader();
            this.directory = directory;
            this.decoder = new LineDecoder(directory, new Symbols(), List.of());
        }

        @Override
        public boolean next(RawLine into) {
            try {
                while (lines.next()) {
                    if (isReadable()) {
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
            return switch (read()) {
                case EVENT -> decoder.judge(event);
                // A start whose event never came is settled as a request that was lost.
                case START -> decoder.judgeLost(event);
                case SEAL, BLANK, SUSPENDED -> false;
            };
        }

        private LineClass read() {
            if (foreign == null) {
                return lines.tooLong()
                        ? LineClass.SUSPENDED
                        : decoder.read(lines.buffer(), lines.start(), lines.length(), event);
            }
            return switch (foreign.next(lines)) {
                case ForeignRows.Row.Line line -> decoder.read(line.text(), 0, line.text().length, event);
                case ForeignRows.Row.Heading heading -> LineClass.BLANK;
                case ForeignRows.Row.Continued continued -> LineClass.BLANK;
                case ForeignRows.Row.Bad bad -> LineClass.SUSPENDED;
                case ForeignRows.Row.Unfit unfit -> LineClass.SUSPENDED;
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
