package io.reckoner.ingest.rows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The sorted bytes of one bucket in one sorted run: on the heap, or a range of the spill file. */
sealed interface Section {
    Section EMPTY = new Kept(new byte[0]);

    long length();

    /** On the heap. */
    record Kept(byte[] bytes) implements Section {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    /** A range of the spill file. */
    record Spilled(FileChannel channel, long offset, long length) implements Section {
        /** Reads {@code count} bytes from {@code position} of the section. */
        void read(long position, byte[] into, int at, int count) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(into, at, count);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + position + buffer.position() - at) < 0) {
                    throw new EOFException("the spill file ends " + buffer.remaining() + " bytes early");
                }
            }
        }
    }
}
