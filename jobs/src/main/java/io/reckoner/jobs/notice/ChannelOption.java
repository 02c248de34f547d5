package io.reckoner.jobs.notice;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A channel on the command line. */
final class ChannelOption implements ITypeConverter<NoticeChannel> {
    @Override
    public NoticeChannel convert(String text) {
        return NoticeChannel.byCode(text)
                .orElseThrow(
                        () -> new TypeConversionException("\"" + text + "\" is no channel. Write mail or webhook."));
    }
}
