package io.reckoner.ingest.line;

import io.reckoner.ingest.json.JsonFault;
import io.reckoner.ingest.json.NameTable;
import io.reckoner.ingest.readers.ProviderFamily;
import io.reckoner.ingest.rows.ByteText;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.Symbols;
import io.reckoner.kernel.usage.UsageFormat;
import io.reckoner.kernel.usage.UsageSource;
import java.util.Arrays;
import java.util.Collection;

/**
 * Decodes lines of log format 1, in the order in which a line is judged: {@link #read} JSON, fields and time; the caller
 * then decides whether the time lies in the future, before the look-back or behind the watermark; {@link #judge} account,
 * key, owner, key kind, dialect, counts and identity. For one thread.
 */
public final class LineDecoder {
    private static final UsageFormat[] FORMATS = UsageFormat.values();
    private static final KeyKind[] KEY_KINDS = KeyKind.values();
    private static final ProviderFamily[] FAMILIES = ProviderFamily.values();
    private static final int SHOWN = 40;

    private final KnownKeys known;
    private final Symbols symbols;
    private final LineScan scan;
    private byte[] families = new byte[0];
    private Verdict verdict = new Verdict(SuspenseReason.NOT_JSON, "");

    /** @param tags the tag keys that are kept */
    public LineDecoder(Directory directory, Symbols symbols, Collection<String> tags) {
        this.symbols = symbols;
        known = new KnownKeys(directory);
        scan = new LineScan(known, new SymbolNames(symbols), tags);
    }

    /** Why the last line or event was set aside. */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * Reads a line, given without its newline, into the holder. For an {@code EVENT} or {@code START} its id, time and
     * texts are filled.
     */
    public LineClass read(byte[] buf, int start, int length, DecodedEvent out) {
        try {
            scan.cursor.over(buf, start, start + length);
            int first = scan.cursor.peek();
            if (first < 0) {
                return LineClass.BLANK;
            }
            if (first != '{') {
                scan.cursor.value();
                scan.cursor.finish();
                return suspend(SuspenseReason.NOT_JSON, JsonFault.NO_OBJECT.sentence());
            }
            scan.line(buf, start, start + length, out);
        } catch (JsonFault fault) {
            return suspend(SuspenseReason.NOT_JSON, fault.sentence());
        }
        if (scan.cursor.hasRepeated()) {
            String name = shown(scan.cursor.repeatedName());
            return suspend(SuspenseReason.DUPLICATE_JSON_KEY, name + " occurs twice in its object");
        }
        return classify(out);
    }

    private LineClass classify(DecodedEvent out) {
        boolean isEvent = (scan.present & EventField.V.bit) != 0;
        if (!isEvent && !scan.startTaken && (scan.present & EventField.SEAL.bit) != 0) {
            return LineClass.SEAL;
        }
        boolean isStart = !isEvent && scan.startTaken;
        int missing = (isStart ? EventField.OF_START : EventField.REQUIRED) & ~scan.present;
        int wrong = scan.wrong & ~EventField.OF_OTHER_LINES;
        if (!isStart) {
            boolean none = out.usageSource == UsageSource.NONE.ordinal();
            boolean given = (scan.present & EventField.USAGE.bit) != 0;
            if (!none && !given) {
                missing |= EventField.USAGE.bit;
            } else if (none && given && !scan.usageIsEmpty && missing == 0 && wrong == 0) {
                return suspend(SuspenseReason.FIELD, "usage is given although usage_source is none");
            }
        }
        if ((missing | wrong) != 0) {
            return suspend(SuspenseReason.FIELD, EventField.faults(missing, wrong));
        }
        if (Rfc3339.isFault(scan.time)) {
            return suspend(SuspenseReason.BAD_TIME, Rfc3339.sentence(scan.time));
        }
        out.ts = scan.time;
        return isStart ? LineClass.START : LineClass.EVENT;
    }

    /** Judges the event read last and fills its counts; false when it is set aside. */
    public boolean judge(DecodedEvent out) {
        if (!judgeOwner(out)) {
            return false;
        }
        if (known.kind(out.key) != out.keyKind) {
            return refuse(
                    SuspenseReason.KEY_KIND_MISMATCH,
                    "key " + shownKey(known.key(out.key)) + " is " + KEY_KINDS[known.kind(out.key)].code()
                            + ", the line says " + KEY_KINDS[out.keyKind].code());
        }
        if (scan.format == NameTable.UNKNOWN) {
            return refuse(SuspenseReason.UNKNOWN_DIALECT, "format " + shown(scan.formatText) + " is not known");
        }
        out.format = (byte) scan.format;
        if (out.usageSource != UsageSource.NONE.ordinal() && !readUsage(out)) {
            return refuse(scan.usage.reason(), FORMATS[scan.format].code() + ": " + scan.usage.detail());
        }
        if (scan.costTooLarge) {
            out.verdict = (byte) SuspenseReason.OVERFLOW.ordinal();
        }
        return true;
    }

    /**
     * Judges the start read last as an event that was lost: no usage, nothing charged, and neither provider nor endpoint,
     * which a start does not name. False when it is set aside.
     */
    public boolean judgeLost(DecodedEvent out) {
        if (!judgeOwner(out)) {
            return false;
        }
        out.keyKind = known.kind(out.key);
        out.format = (byte) UsageFormat.GENERIC.ordinal();
        out.usageSource = (byte) UsageSource.NONE.ordinal();
        out.outcome = (byte) Outcome.LOST.ordinal();
        out.lostStart = true;
        return true;
    }

    /** The account that the event or start read last names, known or not. */
    public String account(DecodedEvent out) {
        return out.account < 0 ? scan.accountText.toString() : known.account(out.account);
    }

    /** Whose event or start was read last, and its id: what tells one from another. */
    public String ownerAndId(DecodedEvent out) {
        return account(out) + '\0' + out.id;
    }

    /** The tokens of the event read last, as far as they can be read: shows how much a suspended line weighs. */
    public long readableTokens(DecodedEvent out) {
        boolean readable = out.usageSource != UsageSource.NONE.ordinal()
                && scan.format != NameTable.UNKNOWN
                && scan.usage.read(FORMATS[scan.format], family(out.provider));
        return readable ? scan.usage.tokens() : 0;
    }

    private boolean judgeOwner(DecodedEvent out) {
        if (out.account < 0) {
            return refuse(SuspenseReason.UNKNOWN_ACCOUNT, "account " + shown(scan.accountText) + " is not known");
        }
        if (out.ts < known.cutOver(out.account)) {
            return refuse(
                    SuspenseReason.TOO_OLD,
                    "ts lies before the account's cut-over at " + Micros.instant(known.cutOver(out.account))
                            + ", so the system before has settled it");
        }
        if (out.key < 0) {
            return refuse(SuspenseReason.UNKNOWN_KEY, "key " + shownKey(scan.keyText.toString()) + " is not known");
        }
        if (known.owner(out.key) != out.account) {
            return refuse(
                    SuspenseReason.KEY_OF_ANOTHER_ACCOUNT,
                    "key " + shownKey(known.key(out.key)) + " is not a key of account "
                            + shown(known.account(out.account)));
        }
        return true;
    }

    private boolean readUsage(DecodedEvent out) {
        if (!scan.usage.read(FORMATS[scan.format], family(out.provider))) {
            return false;
        }
        out.present = scan.usage.copyTo(out.counts);
        return true;
    }

    private ProviderFamily family(int provider) {
        if (provider >= families.length) {
            families = Arrays.copyOf(families, Math.max(64, provider * 2));
        }
        if (families[provider] == 0) {
            ProviderFamily family = ProviderFamily.of(symbols.name(provider));
            families[provider] = (byte) (family.ordinal() + 1);
        }
        return FAMILIES[families[provider] - 1];
    }

    private LineClass suspend(SuspenseReason reason, String detail) {
        verdict = new Verdict(reason, detail);
        return LineClass.SUSPENDED;
    }

    private boolean refuse(SuspenseReason reason, String detail) {
        verdict = new Verdict(reason, detail);
        return false;
    }

    private static String shown(ByteText text) {
        return shown(text.toString());
    }

    /** A value in quotes, at most {@value #SHOWN} characters of it, nothing in it that could upset a terminal. */
    private static String shown(String value) {
        StringBuilder shown = new StringBuilder("\"");
        value.codePoints()
                .limit(SHOWN)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(shown::appendCodePoint);
        return shown.append(value.codePointCount(0, value.length()) > SHOWN ? "…\"" : "\"")
                .toString();
    }

    /** A key in quotes: its beginning only, should it be a secret that has no business in a log. */
    private static String shownKey(String value) {
        return value.length() > 12 ? shown(value.substring(0, 12) + "…") : shown(value);
    }
}
