package io.reckoner.jobs.notice;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kind of notice on the command line. */
final class KindOption implements ITypeConverter<NoticeKind> {
    @Override
    public NoticeKind convert(String text) {
        return NoticeKind.byCode(text)
                .orElseThrow(() -> new TypeConversionException(
                        "\"" + text + "\" is no kind of notice. Write one of: " + known() + "."));
    }

    /** All kinds, for sentences. */
    static String known() {
        return Arrays.stream(NoticeKind.values()).map(NoticeKind::code).collect(Collectors.joining(", "));
    }
}
