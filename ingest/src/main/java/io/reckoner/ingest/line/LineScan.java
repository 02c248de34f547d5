package io.reckoner.ingest.line;

import io.reckoner.ingest.json.ContentHash;
import io.reckoner.ingest.json.JsonCursor;
import io.reckoner.ingest.json.JsonNumber;
import io.reckoner.ingest.json.NameTable;
import io.reckoner.ingest.readers.UsageReading;
import io.reckoner.ingest.rows.ByteText;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageFormat;
import io.reckoner.kernel.usage.UsageSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;

/**
 * One walk over a line: every member of an event into its place in the holder, and which were there, which were of the
 * wrong kind. Judges nothing.
 */
final class LineScan {
    private static final EventField[] FIELDS = EventField.values();
    private static final NameTable FIELD_NAMES = table(FIELDS, EventField::code);
    private static final NameTable KEY_KINDS = table(KeyKind.values(), KeyKind::code);
    private static final NameTable SOURCES = table(UsageSource.values(), UsageSource::code);
    private static final NameTable OUTCOMES = table(Outcome.values(), Outcome::code);
    private static final NameTable FORMATS = table(UsageFormat.values(), UsageFormat::code);
    private static final int EVERY = -1;
    private static final long MOST_MILLIS = 1_000_000_000_000L;
    private static final long COST_LIMIT = 1_000_000L;

    final JsonCursor cursor = new JsonCursor();
    final UsageReading usage = new UsageReading();

    /** Bits of the fields that are there, and of those that are not what they must be. */
    int present;

    int wrong;

    /** Answer of {@link Rfc3339#parse}. */
    long time;

    /** Ordinal in {@link UsageFormat}, or {@link NameTable#UNKNOWN}. */
    int format;

    /** The vendor's cost is 1e6 USD or more. */
    boolean costTooLarge;

    boolean startTaken;
    boolean usageIsEmpty;

    /** Texts of which a sentence may have to speak. */
    final ByteText accountText = new ByteText();

    final ByteText keyText = new ByteText();
    final ByteText formatText = new ByteText();

    private final KnownKeys known;
    private final SymbolNames symbols;
    private final TagFields tags;

    private int seen;
    private boolean startIsExtra;

    private static <E> NameTable table(E[] values, Function<E, String> code) {
        return new NameTable(Arrays.stream(values).map(code).toList());
    }

    LineScan(KnownKeys known, SymbolNames symbols, Collection<String> tags) {
        this.known = known;
        this.symbols = symbols;
        this.tags = new TagFields(tags);
    }

    /**
     * Walks over the line. A line that begins with {@code "start"} is taken for a start; should it turn out to be an
     * event with a strange extra member, it is walked over again.
     */
    void line(byte[] buf, int start, int end, DecodedEvent out) {
        startIsExtra = false;
        walk(buf, start, end, out);
        if (startTaken && (present & EventField.V.bit) != 0) {
            startIsExtra = true;
            walk(buf, start, end, out);
        }
    }

    private void walk(byte[] buf, int start, int end, DecodedEvent out) {
        out.clear();
        present = 0;
        wrong = 0;
        seen = 0;
        costTooLarge = false;
        startTaken = false;
        usageIsEmpty = true;
        cursor.over(buf, start, end);
        cursor.peek();
        out.contentHash = object(out, EVERY);
        cursor.finish();
    }

    /** Takes an object of which the fields in {@code mask} are known. */
    private long object(DecodedEvent out, int mask) {
        int object = cursor.beginObject();
        long sum = 0;
        int field;
        while ((field = cursor.nextMember(object, FIELD_NAMES)) != JsonCursor.END) {
            long name = cursor.nameHash();
            boolean besideStart = startTaken && mask == EVERY && field != EventField.V.ordinal();
            if (field < 0 || (mask & 1 << field) == 0 || besideStart) {
                cursor.note(object);
                sum += ContentHash.member(name, cursor.value());
                continue;
            }
            if ((seen & 1 << field) != 0) {
                cursor.noteRepeated();
            }
            boolean first = seen == 0;
            seen |= 1 << field;
            sum += ContentHash.member(name, value(FIELDS[field], first, out));
        }
        return ContentHash.object(sum);
    }

    private long value(EventField field, boolean first, DecodedEvent out) {
        int next = cursor.peek();
        present |= field.bit;
        if (next == '"') {
            return text(field, out);
        }
        if (next == '-' || next >= '0' && next <= '9') {
            return number(field, out);
        }
        if (next == '{') {
            return nested(field, first, out);
        }
        if (next == 'n') {
            present &= ~field.bit;
            return cursor.value();
        }
        return next == 't' || next == 'f' ? flag(field, next == 't', out) : wrong(field);
    }

    private long wrong(EventField field) {
        wrong |= field.bit;
        return cursor.value();
    }

    private long text(EventField field, DecodedEvent out) {
        long hash = cursor.string();
        int length = cursor.textLength();
        if (length == 0) {
            present &= ~field.bit;
        } else if (length > EventField.MAX_TEXT_BYTES || cursor.textHasNul()) {
            wrong |= field.bit;
        } else {
            keep(field, hash, cursor.text(), cursor.textStart(), length, out);
        }
        return ContentHash.text(hash);
    }

    private void keep(EventField field, long hash, byte[] text, int start, int length, DecodedEvent out) {
        switch (field) {
            case ID -> out.id.set(text, start, length);
            case TS -> time = Rfc3339.parse(text, start, length);
            case ACCOUNT -> {
                out.account = known.accounts.find(hash, text, start, length);
                keepUnknown(out.account, accountText);
            }
            case KEY -> {
                out.key = known.keys.find(hash, text, start, length);
                keepUnknown(out.key, keyText);
            }
            case KEY_KIND -> out.keyKind = oneOf(KEY_KINDS, field, hash);
            case PROVIDER -> out.provider = symbols.ordinal(hash, text, start, length);
            case MODEL -> out.model = symbols.ordinal(hash, text, start, length);
            case ENDPOINT -> out.endpoint = symbols.ordinal(hash, text, start, length);
            case FORMAT -> {
                format = FORMATS.find(hash, text, start, length);
                keepUnknown(format, formatText);
            }
            case USAGE_SOURCE -> out.usageSource = oneOf(SOURCES, field, hash);
            case OUTCOME -> out.outcome = oneOf(OUTCOMES, field, hash);
            case REQUESTED_MODEL -> out.requestedModel = symbols.ordinal(hash, text, start, length);
            case SERVICE_TIER -> out.serviceTier = symbols.ordinal(hash, text, start, length);
            case UPSTREAM_ID -> out.upstreamId.set(text, start, length);
            case V, STATUS, USAGE, STREAM, ATTEMPT, LATENCY_MS, TTFT_MS, VENDOR_COST_USD, TAGS, START, SEAL ->
                wrong |= field.bit;
        }
    }

    private void keepUnknown(int ordinal, ByteText text) {
        if (ordinal == NameTable.UNKNOWN) {
            text.set(cursor.text(), cursor.textStart(), cursor.textLength());
        }
    }

    private byte oneOf(NameTable words, EventField field, long hash) {
        int ordinal = words.find(hash, cursor.text(), cursor.textStart(), cursor.textLength());
        wrong |= ordinal < 0 ? field.bit : 0;
        return (byte) Math.max(0, ordinal);
    }

    private long nested(EventField field, boolean first, DecodedEvent out) {
        if (field == EventField.USAGE) {
            long hash = usage.take(cursor);
            usageIsEmpty = hash == ContentHash.object(0);
            return hash;
        }
        if (field == EventField.TAGS) {
            long hash = tags.take(cursor, out.tags);
            wrong |= tags.sound() ? 0 : field.bit;
            return hash;
        }
        if (field == EventField.START && first && !startIsExtra) {
            startTaken = true;
            int outside = seen;
            seen = 0;
            long hash = object(out, EventField.OF_START);
            seen = outside;
            return hash;
        }
        return field == EventField.START || field == EventField.SEAL ? cursor.value() : wrong(field);
    }

    private long number(EventField field, DecodedEvent out) {
        long hash = cursor.number();
        JsonNumber number = cursor.numeral();
        long value = 0;
        if (field == EventField.V) {
            value = number.scaled(0, 1) == 1 ? 1 : -1;
        } else if (field == EventField.STATUS) {
            value = number.scaled(0, 999);
            out.status = (int) value;
        } else if (field == EventField.ATTEMPT) {
            value = number.scaled(0, 1_000_000);
            out.attempt = (int) value;
        } else if (field == EventField.LATENCY_MS) {
            value = number.rounded(0, MOST_MILLIS);
            out.latencyMillis = value;
        } else if (field == EventField.TTFT_MS) {
            value = number.rounded(0, MOST_MILLIS);
            out.ttftMillis = value;
        } else if (field == EventField.VENDOR_COST_USD) {
            value = number.rounded(12, COST_LIMIT);
            costTooLarge = value == JsonNumber.TOO_LARGE;
            out.vendorCost = costTooLarge ? EventBlock.ABSENT : value;
            value = costTooLarge ? 0 : value;
        } else {
            value = -1;
        }
        wrong |= value < 0 ? field.bit : 0;
        return hash;
    }

    private long flag(EventField field, boolean yes, DecodedEvent out) {
        if (field != EventField.STREAM) {
            return wrong(field);
        }
        out.stream = yes;
        return cursor.value();
    }
}
