package io.reckoner.jobs.ingest;

import io.reckoner.ingest.foreign.ColumnMapping;
import io.reckoner.ingest.foreign.CsvShape;
import io.reckoner.ingest.foreign.ForeignFormat;
import io.reckoner.ingest.foreign.MappedField;
import io.reckoner.ingest.foreign.RowTime;
import io.reckoner.jobs.intake.MappingYaml;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what is stated about a file is enough for its format, and not too much.
 *
 * @param stated members given as options
 */
record MappingCheck(ForeignFormat format, Optional<Path> mappingFile, ColumnMapping mapping, Set<MappedField> stated) {
    private static final List<MappedField> WHOSE =
            List.of(MappedField.ACCOUNT, MappedField.KEY, MappedField.PROVIDER, MappedField.MODEL);

    /** The text of a mapping; a fault where there is none. */
    static String text(Path file, List<String> faults) throws IOException {
        Optional<String> fault = GivenFile.fault(file);
        if (fault.isPresent()) {
            faults.add(fault.get());
            return "";
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            faults.add(file + ": is not UTF-8. Save the mapping as UTF-8.");
            return "";
        }
    }

    /** The mapping, or nothing and its faults. */
    static ColumnMapping read(Path file, String text, List<String> faults) {
        if (!faults.isEmpty()) {
            return ColumnMapping.NONE;
        }
        return switch (MappingYaml.read(text)) {
            case MappingYaml.Reading.Read read -> read.mapping();
            case MappingYaml.Reading.Faulty faulty -> {
                faulty.faults().forEach(fault -> faults.add(fault.in(file.toString())));
                yield ColumnMapping.NONE;
            }
        };
    }

    void addTo(List<String> faults) {
        if (format.isTrace()) {
            traces(faults);
        } else {
            columns(faults);
        }
    }

    private void traces(List<String> faults) {
        if (mappingFile.isPresent()) {
            faults.add("--mapping is for csv, litellm and openrouter; the columns of " + format.word() + " are known.");
        }
        for (MappedField field : WHOSE) {
            if (!stated.contains(field)) {
                faults.add("a trace names nobody: state --" + field.code() + ".");
            }
        }
    }

    private void columns(List<String> faults) {
        for (MappedField field : WHOSE) {
            boolean isKnown = known().contains(field);
            if (!stated.contains(field) && !mapping.names(field) && !isKnown) {
                faults.add("nothing says the " + field.code() + " of a row: state --" + field.code()
                        + ", or a column or constant of that name in --mapping.");
            }
            if (stated.contains(field) && mapping.constants().containsKey(field)) {
                faults.add("--" + field.code() + " is stated, and constants." + field.code()
                        + " in --mapping: leave one of them out.");
            }
        }
        if (format == ForeignFormat.MAPPED_CSV) {
            require(mapping.columns().containsKey(MappedField.TS), "columns.ts, the column of times,", faults);
            require(!mapping.usage().isEmpty(), "usage, the columns of counts,", faults);
            return;
        }
        List<String> beyond = new ArrayList<>();
        if (!mapping.usage().isEmpty()) {
            beyond.add("usage");
        }
        if (!mapping.time().equals(RowTime.STANDARD)) {
            beyond.add("time");
        }
        if (!mapping.csv().equals(CsvShape.PLAIN)) {
            beyond.add("csv");
        }
        for (MappedField field : List.of(
                MappedField.TS,
                MappedField.ID,
                MappedField.STATUS,
                MappedField.OUTCOME,
                MappedField.USAGE_SOURCE,
                MappedField.VENDOR_COST_USD)) {
            if (mapping.names(field)) {
                beyond.add(field.code());
            }
        }
        if (!beyond.isEmpty()) {
            faults.add("--mapping states " + String.join(", ", beyond) + ", which " + format.word()
                    + " says itself. Leave it out; for other files there is --as csv.");
        }
    }

    /** What rows of the format name themselves. */
    private Set<MappedField> known() {
        return switch (format) {
            case AZURE_CSV, MOONCAKE_JSONL, MAPPED_CSV -> Set.of();
            case LITELLM -> Set.of(MappedField.KEY, MappedField.PROVIDER, MappedField.MODEL);
            case OPENROUTER_CSV -> Set.of(MappedField.PROVIDER, MappedField.MODEL);
        };
    }

    private void require(boolean isThere, String what, List<String> faults) {
        if (!isThere) {
            faults.add(mappingFile
                            .map(file -> file + ": " + what + " is missing.")
                            .orElse("csv says nothing of its columns: state " + what + " in a file, with --mapping.")
                    + " docs/formats.md shows a mapping.");
        }
    }
}
