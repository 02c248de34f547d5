package io.reckoner.ingest.decode;

/**
 * Lines of a segment that a run left to the next because their time is at or after its watermark.
 *
 * <p>When read again, a line of the range counts only if it is a readable event with a time at or after that run's
 * watermark (or an unanswered start of a recovered segment): all else in the range was counted before. The limits the
 * lines were judged by are kept, so that a changed setting cannot count a line twice.
 *
 * @param segment the source's name
 * @param firstLine counted from 1
 * @param firstOffset where that line begins in the uncompressed segment
 * @param lastLine inclusive
 * @param lines how many lines of the range were carried
 * @param futureFromMicros the time from which an event was "in the future"
 * @param maxLineBytes the length from which a line was too long
 */
public record CarriedRange(
        String segment,
        long firstLine,
        long firstOffset,
        long lastLine,
        long lines,
        long futureFromMicros,
        int maxLineBytes) {
    public CarriedRange {
        if (firstLine < 1 || lastLine < firstLine || firstOffset < 0 || lines < 1 || lines > lastLine - firstLine + 1) {
            throw new IllegalArgumentException(
                    "no range: " + lines + " lines in " + firstLine + " to " + lastLine + " from byte " + firstOffset);
        }
    }
}
