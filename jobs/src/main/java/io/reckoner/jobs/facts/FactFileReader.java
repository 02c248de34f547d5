package io.reckoner.jobs.facts;

import io.reckoner.kernel.usage.EventBlock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Reads fact files of ours back, column by column. A column that an older file does not have yet is null in it, or zero
 * or empty where it must have a value.
 */
final class FactFileReader implements AutoCloseable {
    private static final int TAIL = 8;

    private final Path file;
    private final FileChannel channel;
    private final List<RowGroup> groups;

    /** @throws IOException when it is no fact file, or one of a newer format */
    FactFileReader(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            FileMetaData metadata = footer();
            checkVersion(metadata);
            groups = metadata.getRow_groups();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Number of row groups. */
    int groups() {
        return groups.size();
    }

    /** Rows of a row group. */
    int rows(int group) {
        return Math.toIntExact(groups.get(group).getNum_rows());
    }

    /** A column of a row group. */
    ColumnValues read(int group, FactColumn column) throws IOException {
        Map<String, ColumnMetaData> chunks = new HashMap<>();
        for (ColumnChunk chunk : groups.get(group).getColumns()) {
            chunks.put(String.join(".", chunk.getMeta_data().getPath_in_schema()), chunk.getMeta_data());
        }
        List<ChunkReader> readers = new ArrayList<>();
        for (ParquetSchema.Leaf leaf : ParquetSchema.leaves(column)) {
            ColumnMetaData chunk = chunks.get(String.join(".", leaf.path()));
            if (chunk == null) {
                return missing(column, rows(group));
            }
            readers.add(new ChunkReader(column.name() + " of " + file, bytes(chunk), chunk));
        }
        return ColumnReader.read(column, readers, rows(group));
    }

    private static ColumnValues missing(FactColumn column, int rows) {
        return switch (column.type()) {
            case INTEGER, BIGINT, MONEY, SECONDS, INSTANT ->
                new ColumnValues.Numbers(null, column.isOptional() ? EventBlock.ABSENT : 0);
            case BOOLEAN -> new ColumnValues.Flags(new boolean[rows]);
            case ID -> new ColumnValues.Ids(new byte[0], new int[rows], new int[rows]);
            case TEXT, TAGS -> {
                int[] numbers = new int[rows];
                if (column.isOptional()) {
                    Arrays.fill(numbers, Codes.NULL);
                }
                yield new ColumnValues.Names(numbers, List.of(""));
            }
        };
    }

    private FileMetaData footer() throws IOException {
        long size = channel.size();
        if (size < 2 * TAIL) {
            throw new IOException(file + " is too short for a Parquet file");
        }
        ByteBuffer tail = read(size - TAIL, TAIL).order(ByteOrder.LITTLE_ENDIAN);
        int length = tail.getInt();
        if (tail.getInt()
                        != ByteBuffer.wrap(ParquetFile.MAGIC)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getInt()
                || length < 0
                || length > size - TAIL) {
            throw new IOException(file + " does not end as a Parquet file does");
        }
        return Util.readFileMetaData(
                new ByteArrayInputStream(read(size - TAIL - length, length).array()));
    }

    private void checkVersion(FileMetaData metadata) throws IOException {
        List<KeyValue> entries = metadata.isSetKey_value_metadata() ? metadata.getKey_value_metadata() : List.of();
        for (KeyValue entry : entries) {
            if (entry.getKey().equals(ParquetFile.VERSION_KEY)) {
                if (entry.getValue().equals(ParquetFile.VERSION)) {
                    return;
                }
                throw new IOException(file + " is of facts format " + entry.getValue() + "; this version reads "
                        + ParquetFile.VERSION);
            }
        }
        throw new IOException(file + " is no fact file of ours");
    }

    private byte[] bytes(ColumnMetaData chunk) throws IOException {
        long start =
                chunk.isSetDictionary_page_offset() ? chunk.getDictionary_page_offset() : chunk.getData_page_offset();
        return read(start, Math.toIntExact(chunk.getTotal_compressed_size())).array();
    }

    private ByteBuffer read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException(file + " ends before byte " + (from + length));
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
