package io.reckoner.ingest.sameness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the source of an index entry means: runs, and the sources of each. An entry's source counts through the sources
 * of all runs of the file.
 *
 * <p>Stored as: number of runs; for each run its name, the number of its sources, and each source as how many leading
 * bytes it shares with the one before it and the rest. Numbers have seven bits a byte, least significant first.
 */
record SourceTable(List<RunSources> runs) {
    SourceTable {
        runs = List.copyOf(runs);
        Set<String> seen = new HashSet<>();
        for (RunSources run : runs) {
            if (!seen.add(run.run())) {
                throw new IllegalArgumentException("run " + run.run() + " occurs in two index files of one bucket");
            }
        }
    }

    /** The sources of all runs but these. */
    BitSet except(Set<String> forgotten) {
        BitSet kept = new BitSet();
        int first = 0;
        for (RunSources run : runs) {
            int end = first + run.sources().size();
            kept.set(first, end, !forgotten.contains(run.run()));
            first = end;
        }
        return kept;
    }

    EventPosition position(int source, int line) {
        int first = 0;
        for (RunSources run : runs) {
            if (source - first < run.sources().size()) {
                return new EventPosition(run.run(), run.sources().get(source - first), Integer.toUnsignedLong(line));
            }
            first += run.sources().size();
        }
        throw new IllegalStateException("the index names source " + source + " of " + first);
    }

    byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        number(out, runs.size());
        for (RunSources run : runs) {
            byte[] name = run.run().getBytes(StandardCharsets.UTF_8);
            number(out, name.length);
            out.writeBytes(name);
            number(out, run.sources().size());
            byte[] previous = {};
            for (String source : run.sources()) {
                byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
                int difference = Arrays.mismatch(previous, bytes);
                int shared = difference < 0 ? bytes.length : difference;
                number(out, shared);
                number(out, bytes.length - shared);
                out.write(bytes, shared, bytes.length - shared);
                previous = bytes;
            }
        }
        return out.toByteArray();
    }

    static SourceTable decoded(byte[] bytes) throws IOException {
        return new Decoder(bytes).table();
    }

    private static void number(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static final class Decoder {
        private final byte[] bytes;
        private int at;

        Decoder(byte[] bytes) {
            this.bytes = bytes;
        }

        SourceTable table() throws IOException {
            try {
                int runCount = number();
                List<RunSources> runs = new ArrayList<>();
                for (int run = 0; run < runCount; run++) {
                    String name = new String(rest(new byte[0], 0, number()), StandardCharsets.UTF_8);
                    int count = number();
                    List<String> sources = new ArrayList<>();
                    byte[] source = {};
                    for (int i = 0; i < count; i++) {
                        int shared = number();
                        source = rest(source, shared, number());
                        sources.add(new String(source, StandardCharsets.UTF_8));
                    }
                    runs.add(new RunSources(name, sources));
                }
                return new SourceTable(runs);
            } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
                throw new IOException("its list of sources is damaged", e);
            }
        }

        private byte[] rest(byte[] previous, int shared, int length) {
            byte[] whole = Arrays.copyOf(previous, shared + length);
            System.arraycopy(bytes, at, whole, shared, length);
            at += length;
            return whole;
        }

        private int number() {
            int value = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = bytes[at++];
                value |= (b & 0x7f) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }
    }
}
