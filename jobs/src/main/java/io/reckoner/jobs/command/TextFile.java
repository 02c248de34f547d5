package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Refusal;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of text that a user names. */
public final class TextFile {
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
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new Refusal("there is no file " + file + ".");
        } catch (MalformedInputException e) {
            throw new Refusal(file + " is not UTF-8. Save it in that encoding.");
        }
    }
}
