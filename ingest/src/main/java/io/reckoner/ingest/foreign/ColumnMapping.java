package io.reckoner.ingest.foreign;

import io.reckoner.kernel.usage.UsageFormat;
import java.util.Map;

/**
 * What the columns of a file mean.
 *
 * @param columns which column holds a member of the event
 * @param constants what stands for a member that the file lacks, or where its cell is empty
 * @param values our words for those of the file
 * @param tags which column holds a tag
 * @param format dialect of the counts
 * @param usage which column holds a count of that dialect; members of objects within as {@code outer.inner}
 */
public record ColumnMapping(
        CsvShape csv,
        RowTime time,
        Map<MappedField, String> columns,
        Map<MappedField, String> constants,
        Map<MappedField, ValueMap> values,
        Map<String, String> tags,
        UsageFormat format,
        Map<String, String> usage) {
    /** Nothing is stated. */
    public static final ColumnMapping NONE = new ColumnMapping(
            CsvShape.PLAIN, RowTime.STANDARD, Map.of(), Map.of(), Map.of(), Map.of(), UsageFormat.GENERIC, Map.of());

    public ColumnMapping {
        columns = Map.copyOf(columns);
        constants = Map.copyOf(constants);
        values = Map.copyOf(values);
        tags = Map.copyOf(tags);
        usage = Map.copyOf(usage);
    }

    /** Whether it says where a member comes from. */
    public boolean names(MappedField field) {
        return columns.containsKey(field) || constants.containsKey(field);
    }
}
