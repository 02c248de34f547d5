package io.reckoner.jobs.ingest;

import io.reckoner.ingest.foreign.ForeignFormat;
import io.reckoner.ingest.foreign.ForeignMapping;
import io.reckoner.ingest.foreign.MappedRows;
import io.reckoner.jobs.intake.MappingYaml;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the operator states about a foreign file.
 *
 * @param mappingFile where the mapping of its columns was read
 * @param mappingText that mapping; empty where there is none
 * @param through nothing before it comes in a later file of the source
 */
record Statement(
        ForeignFormat format, ForeignMapping mapping, Optional<Path> mappingFile, String mappingText, Instant through) {
    private static final List<String> PACKED = List.of("", ".gz", ".zst");

    MappedRows rows() {
        return new MappedRows(format, mapping);
    }

    /** The end of a file's name that says how it is stored: {@code .csv}, {@code .csv.gz}; empty where it is none. */
    Optional<String> suffix(Path file) {
        String name = file.getFileName().toString();
        return format.suffixes().stream()
                .flatMap(suffix -> PACKED.stream().map(packed -> suffix + packed))
                .filter(name::endsWith)
                .findFirst();
    }

    /** {@code .csv, .csv.gz or .csv.zst}. */
    String suffixes() {
        return format.suffixes().stream()
                .map(suffix -> suffix + ", " + suffix + ".gz or " + suffix + ".zst")
                .collect(Collectors.joining(", or "));
    }

    /** {@code my.yaml:7: columns.account: …} for what does not fit the mapping; else the sentence about the file. */
    String told(Path file, String path, String sentence) {
        if (path.isEmpty() || mappingFile.isEmpty()) {
            return file + ": " + sentence;
        }
        return mappingFile.get() + ":" + MappingYaml.line(mappingText, path) + ": " + path + ": " + sentence + ", in "
                + file.getFileName();
    }
}
