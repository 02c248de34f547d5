package io.reckoner.proxy.log;

import io.reckoner.ingest.segment.SegmentName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Real segments on a disk that fails when told to. What has failed once is never written again, or the test fails. */
final class FailingDisk implements GrowingSegment.Opener {
    private final BooleanSupplier fails;
    volatile boolean wroteAfterFailure;

    FailingDisk(BooleanSupplier fails) {
        this.fails = fails;
    }

    private void maybeFail(String what) throws IOException {
        if (fails.getAsBoolean()) {
            throw new IOException("made to fail: " + what);
        }
    }

    @Override
    public GrowingSegment open(Path folder, SegmentName name) throws IOException {
        maybeFail("open before");
        GrowingSegment real = GrowingSegment.onDisk(folder, name);
        try {
            maybeFail("open after");
        } catch (IOException e) {
            real.close();
            throw e;
        }
        return new Failing(real);
    }

    private final class Failing implements GrowingSegment {
        private final GrowingSegment real;
        private boolean failed;

        Failing(GrowingSegment real) {
            this.real = real;
        }

        private void check(String what) throws IOException {
            wroteAfterFailure |= failed;
            failed = true;
            maybeFail(what);
            failed = false;
        }

        @Override
        public void append(byte[] line, Instant ts) throws IOException {
            check("append");
            real.append(line, ts);
        }

        @Override
        public void sync() throws IOException {
            check("sync");
            real.sync();
        }

        @Override
        public Path seal(Instant through) throws IOException {
            check("seal before");
            Path sealed = real.seal(through);
            check("seal after");
            return sealed;
        }

        @Override
        public void close() throws IOException {
            real.close();
        }

        @Override
        public Path file() {
            return real.file();
        }

        @Override
        public long bytes() {
            return real.bytes();
        }

        @Override
        public long durableBytes() {
            return real.durableBytes();
        }
    }
}
