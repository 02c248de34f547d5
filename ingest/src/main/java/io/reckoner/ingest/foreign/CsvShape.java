package io.reckoner.ingest.foreign;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param delimiter one ASCII character
 * @param quote one ASCII character
 * @param charset one that writes ASCII as ASCII
 * @param heading the names of the columns; empty where the file's first row names them
 */
public record CsvShape(char delimiter, char quote, Charset charset, List<String> heading) {
    /** As RFC 4180 has it, in UTF-8, with a heading. */
    public static final CsvShape PLAIN = new CsvShape(',', '"', StandardCharsets.UTF_8, List.of());

    public CsvShape {
        heading = List.copyOf(heading);
        for (char mark : new char[] {delimiter, quote}) {
            if (mark >= 0x7F || mark == '\n' || mark == '\r' || mark == 0 || Character.isLetterOrDigit(mark)) {
                throw new IllegalArgumentException(
                        "a delimiter or quote is one ASCII character, no letter, digit or line" + " end");
            }
        }
        if (delimiter == quote) {
            throw new IllegalArgumentException("delimiter and quote are the same character");
        }
        if (!List.of("UTF-8", "ISO-8859-1", "windows-1252", "US-ASCII").contains(charset.name())) {
            throw new IllegalArgumentException(charset.name()
                    + " is not read; convert the file to UTF-8, or state utf-8, iso-8859-1 or windows-1252");
        }
    }
}
