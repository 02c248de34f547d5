package io.reckoner.ingest.segment;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment: {@code usage-<proxy>-<sequence, 12 digits>.jsonl}, with {@code .open} behind it while it grows
 * and {@code .gz} or {@code .zst} when compressed.
 *
 * <p>Example: {@code usage-eu-1-000000000042.jsonl.zst} is segment 42 of proxy {@code eu-1}.
 *
 * @param proxy letters, digits, {@code . _ -}; begins with a letter or digit; at most 64 characters
 * @param sequence counted by each proxy for itself; its first segment is number 1
 */
public record SegmentName(String proxy, long sequence) {
    /** The number of every proxy's first segment: only so is a first one that is missing a gap like any other. */
    public static final long FIRST_SEQUENCE = 1;

    /** The greatest sequence number: twelve nines. */
    public static final long MAX_SEQUENCE = 999_999_999_999L;

    private static final String PROXY = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    private static final Pattern PROXY_PATTERN = Pattern.compile(PROXY);
    private static final Pattern FILE_PATTERN =
            Pattern.compile("usage-(" + PROXY + ")-([0-9]{12})\\.jsonl(\\.open|\\.gz|\\.zst)?");

    /** What a file name says. */
    public record File(SegmentName segment, boolean growing, Compression compression) {}

    public SegmentName {
        if (!PROXY_PATTERN.matcher(proxy).matches()) {
            throw new IllegalArgumentException("\"" + proxy
                    + "\" is not a proxy name: 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit");
        }
        if (sequence < FIRST_SEQUENCE || sequence > MAX_SEQUENCE) {
            throw new IllegalArgumentException("a proxy numbers its segments from " + FIRST_SEQUENCE + " to "
                    + MAX_SEQUENCE + ", not " + sequence);
        }
    }

    /** Reads a file name; empty when it is not that of a segment. Nothing is called number 0. */
    public static Optional<File> parse(String fileName) {
        Matcher matcher = FILE_PATTERN.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long sequence = Long.parseLong(matcher.group(2));
        if (sequence < FIRST_SEQUENCE) {
            return Optional.empty();
        }
        SegmentName name = new SegmentName(matcher.group(1), sequence);
        String suffix = matcher.group(3);
        Compression compression =
                ".gz".equals(suffix) ? Compression.GZIP : ".zst".equals(suffix) ? Compression.ZSTD : Compression.NONE;
        return Optional.of(new File(name, ".open".equals(suffix), compression));
    }

    /** The name of the sealed file. */
    public String sealedFile(Compression compression) {
        return String.format(Locale.ROOT, "usage-%s-%012d.jsonl%s", proxy, sequence, compression.suffix());
    }

    /** The name while the segment grows. */
    public String openFile() {
        return sealedFile(Compression.NONE) + ".open";
    }

    /** The name without suffixes, as reports show it: {@code usage-eu-1-000000000042}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "usage-%s-%012d", proxy, sequence);
    }
}
