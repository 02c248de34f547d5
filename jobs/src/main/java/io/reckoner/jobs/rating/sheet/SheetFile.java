package io.reckoner.jobs.rating.sheet;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.TextFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a sheet, plain or gzipped, with a bound on their number. */
final class SheetFile {
    /** Most bytes of a sheet, unpacked; the largest known has 2 MB. */
    static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final int GZIP_1 = 0x1f;
    private static final int GZIP_2 = 0x8b;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private SheetFile() {}

    /**
     * The whole file, unpacked.
     *
     * @throws Refusal where there is none, it is cut short, too long or not UTF-8
     */
    static byte[] read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            boolean gzipped = in.read() == GZIP_1 && in.read() == GZIP_2;
            in.reset();
            byte[] bytes = gzipped ? unpacked(in) : in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Refusal(file + " has more than " + MAX_BYTES + " bytes; that is no price sheet.");
            }
            return withoutMark(utf8(bytes, file));
        } catch (NoSuchFileException e) {
            throw new Refusal("there is no file " + file + ".");
        } catch (EOFException e) {
            throw new Refusal(file + " is cut short: the gzip data end before their end. Fetch it again.");
        } catch (ZipException e) {
            throw new Refusal(file + " is damaged gzip (" + e.getMessage() + "). Fetch it again.");
        }
    }

    private static byte[] unpacked(InputStream in) throws IOException {
        try (GZIPInputStream unpacked = new GZIPInputStream(in, 1 << 16)) {
            return unpacked.readNBytes(MAX_BYTES + 1);
        }
    }

    private static byte[] utf8(byte[] bytes, Path file) {
        if (TextFile.isUtf16(bytes)) {
            throw new Refusal(file + " is UTF-16. Save it as UTF-8.");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return bytes;
        } catch (CharacterCodingException e) {
            throw new Refusal(file + " is not UTF-8. Fetch it again, or save it in that encoding.");
        }
    }

    private static byte[] withoutMark(byte[] bytes) {
        boolean marked = bytes.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        return marked ? Arrays.copyOfRange(bytes, BYTE_ORDER_MARK.length, bytes.length) : bytes;
    }
}
