package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of text that a user names. */
public final class TextFile {
    /** The two bytes of that mark. */
    private static final byte LOW = (byte) 0xFF;

    private static final byte HIGH = (byte) 0xFE;

    private TextFile() {}

    /**
     * All of it.
     *
     * @throws Refusal when there is none, when it is a folder, or when it is not UTF-8
     */
    public static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new Refusal(file + " is a folder. Name the file in it.");
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (isUtf16(bytes)) {
                throw new Refusal(file + " is UTF-16. Save it as UTF-8.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new Refusal("there is no file " + file + ".");
        } catch (CharacterCodingException e) {
            throw new Refusal(file + " is not UTF-8. Save it in that encoding.");
        }
    }

    /** Whether a text begins with the byte order mark of UTF-16, either way round: spreadsheets save so. */
    public static boolean isUtf16(byte[] text) {
        return text.length >= 2 && ((text[0] == LOW && text[1] == HIGH) || (text[0] == HIGH && text[1] == LOW));
    }
}
