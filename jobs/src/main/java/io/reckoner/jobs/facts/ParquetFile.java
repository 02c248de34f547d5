package io.reckoner.jobs.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Util;

/**
 * A Parquet file of facts while it grows under its temporary name. Its SHA-256 grows with it, so that it is read by
 * nobody before it is known.
 */
final class ParquetFile implements AutoCloseable {
    /** Format of the facts, in the file's metadata. Readers refuse what is newer. */
    static final String VERSION_KEY = "reckoner.facts.version";

    static final String VERSION = "1";

    /** Neither a version of ours nor of a library is in here: the same rows are the same bytes after an upgrade. */
    private static final String CREATED_BY = "reckoner version 1.0.0 (build facts)";

    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 18;

    private final Path temporary;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private final ByteSink buffer;
    private final List<SortingColumn> order;
    private final List<RowGroup> rowGroups = new ArrayList<>();
    private List<ColumnChunk> columns = new ArrayList<>();
    private long length;
    private long rows;
    private long groupRawSize;
    private long groupStart;

    /**
     * @param order the columns by which rows are sorted, for the file's metadata
     * @param buffer for passing use; empty between row groups, so that many files may share one
     */
    ParquetFile(Path temporary, List<String> order, ByteSink buffer) throws IOException {
        this.temporary = temporary;
        this.buffer = buffer;
        this.order = order.stream()
                .map(name -> new SortingColumn(ParquetSchema.leaf(name), false, false))
                .toList();
        Files.createDirectories(temporary.toAbsolutePath().getParent());
        this.channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        write(MAGIC, MAGIC.length);
        drain();
        groupStart = length;
    }

    /** Adds the next leaf column of the current row group. */
    void write(Chunk chunk) throws IOException {
        ParquetSchema.Leaf leaf = ParquetSchema.LEAVES.get(columns.size());
        ColumnMetaData data = new ColumnMetaData(
                leaf.type(),
                chunk.encodings(),
                leaf.path(),
                chunk.codec(),
                chunk.values(),
                chunk.rawSize(),
                chunk.size(),
                length + chunk.dataPageAt());
        if (chunk.hasDictionary()) {
            data.setDictionary_page_offset(length);
        }
        if (chunk.statistics() != null) {
            data.setStatistics(chunk.statistics());
        }
        ColumnChunk column = new ColumnChunk(0);
        column.setMeta_data(data);
        columns.add(column);
        groupRawSize += chunk.rawSize();
        write(chunk.bytes(), chunk.size());
    }

    /** Closes the current row group. */
    void endRowGroup(int groupRows) throws IOException {
        if (columns.size() != ParquetSchema.LEAVES.size()) {
            throw new IllegalStateException(
                    columns.size() + " columns of " + ParquetSchema.LEAVES.size() + " in a row group");
        }
        RowGroup group = new RowGroup(columns, groupRawSize, groupRows);
        group.setFile_offset(groupStart);
        group.setTotal_compressed_size(length - groupStart);
        group.setSorting_columns(order);
        rowGroups.add(group);
        rows += groupRows;
        columns = new ArrayList<>();
        groupRawSize = 0;
        groupStart = length;
        drain();
    }

    /** Writes the footer and brings everything to the disk; the file may then be renamed. */
    Written finish() throws IOException {
        FileMetaData metadata = new FileMetaData(1, ParquetSchema.ELEMENTS, rows, rowGroups);
        KeyValue version = new KeyValue(VERSION_KEY);
        version.setValue(VERSION);
        metadata.setKey_value_metadata(List.of(version));
        metadata.setCreated_by(CREATED_BY);
        metadata.setColumn_orders(ParquetSchema.COLUMN_ORDERS);
        ByteSink footer = new ByteSink();
        Util.writeFileMetaData(metadata, footer);
        footer.writeInt(footer.size());
        footer.write(MAGIC, 0, MAGIC.length);
        write(footer.bytes(), footer.size());
        drain();
        channel.force(true);
        channel.close();
        return new Written(temporary, rows, length, HexFormat.of().formatHex(digest.digest()));
    }

    /** A file that is complete and on the disk, still under its temporary name. */
    record Written(Path temporary, long rows, long bytes, String sha256) {}

    private void write(byte[] bytes, int size) throws IOException {
        buffer.write(bytes, 0, size);
        length += size;
        if (buffer.size() >= BUFFER) {
            drain();
        }
    }

    private void drain() throws IOException {
        digest.update(buffer.bytes(), 0, buffer.size());
        ByteBuffer rest = ByteBuffer.wrap(buffer.bytes(), 0, buffer.size());
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        buffer.clear();
    }

    /** Drops an unfinished file. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
