package io.reckoner.jobs.cli;

import io.reckoner.reports.table.ReportFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code text}, {@code csv} or {@code json}. */
final class FormatOption implements ITypeConverter<ReportFormat> {
    @Override
    public ReportFormat convert(String text) {
        for (ReportFormat format : ReportFormat.values()) {
            if (format.code().equals(text)) {
                return format;
            }
        }
        throw new TypeConversionException("\"" + text + "\" is no format. Write text, csv or json.");
    }
}
