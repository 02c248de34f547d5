package io.reckoner.ingest.readers;

import io.reckoner.ingest.json.JsonNumber;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One reading: the fields asked for, the counts added, and the first fault. Used again and again. */
final class Tally {
    /** 1e12 at six decimals: the first that is too large. */
    private static final long MOST_WITH_DECIMALS = Component.MOST * 1_000_000;

    private final UsageFields fields;
    private final long[] counts = new long[Component.COUNT];
    private int present;
    private @Nullable SuspenseReason reason;
    private String detail = "";

    Tally(UsageFields fields) {
        this.fields = fields;
    }

    void clear() {
        if (present != 0) {
            Arrays.fill(counts, 0L);
            present = 0;
        }
        reason = null;
    }

    boolean faulty() {
        return reason != null;
    }

    @Nullable
    SuspenseReason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }

    int present() {
        return present;
    }

    long count(int component) {
        return counts[component];
    }

    UsageFields fields() {
        return fields;
    }

    boolean has(UsagePath path) {
        return fields.value(path.ordinal()) != UsageFields.ABSENT;
    }

    /** The number at a place, zero where there is none; a bad one is a fault. */
    long get(UsagePath path) {
        long value = fields.value(path.ordinal());
        if (value >= 0) {
            return value;
        }
        return value == UsageFields.ABSENT ? 0 : odd(value, path.toString());
    }

    /** The number at a place; none is a fault. */
    long require(UsagePath path) {
        if (!has(path)) {
            countFault(path, "is missing");
            return 0;
        }
        return get(path);
    }

    /** Checks that an object or list of details is one, where it is there at all. */
    void details(UsagePath path) {
        if (fields.value(path.ordinal()) == UsageFields.WRONG_KIND) {
            countFault(path, "is not the object or list it should be");
        }
    }

    /** Checks that an object counts nothing under names that are not known: it would go uncounted. */
    void knownAlone(UsagePath path) {
        details(path);
        if (fields.value(path.ordinal()) > 0) {
            countFault(path, "counts something under a name that is not known");
        }
    }

    /** Refuses a count that the dialect does not know. It is the stronger reason where a sum is broken, too. */
    void knownOnly(CountsRead known, String dialect) {
        if (reason == SuspenseReason.COUNT) {
            return;
        }
        String stranger = fields.unread(known);
        if (stranger != null) {
            reason = null;
            countFault(stranger + " is no count of " + dialect);
        }
    }

    /** The word at a place, by its place in {@link UsagePath#WORDS}; another is a fault. */
    long word(UsagePath path) {
        long word = fields.value(path.ordinal());
        if (word < 0) {
            countFault(path, "is none of " + String.join(", ", UsagePath.WORDS));
        }
        return word;
    }

    /** The count under a component's own code, -1 where there is none. */
    long generic(Component component) {
        long value = fields.value(UsageFields.slot(component));
        if (value == UsageFields.ABSENT) {
            return -1;
        }
        if (component.scale() > 0) {
            return finer(value, component);
        }
        return value >= 0 ? value : odd(value, component.code());
    }

    /** A count with decimals: 1e12 itself would need one digit more than facts have for it. */
    private long finer(long value, Component component) {
        if (value == JsonNumber.FRACTION) {
            countFault(component.code() + " has more than " + component.scale() + " decimals");
            return 0;
        }
        if (value == JsonNumber.TOO_LARGE || value >= MOST_WITH_DECIMALS) {
            countFault(component.code() + " is 1e12 or more");
            return 0;
        }
        return value >= 0 ? value : odd(value, component.code());
    }

    private long odd(long value, String name) {
        String fault;
        if (value == JsonNumber.NEGATIVE) {
            fault = "is negative";
        } else if (value == JsonNumber.FRACTION) {
            fault = "is not a whole number";
        } else if (value == JsonNumber.TOO_LARGE) {
            fault = "is above 1e12";
        } else {
            fault = "is not a number";
        }
        fault(SuspenseReason.COUNT, name + " " + fault);
        return 0;
    }

    private void countFault(UsagePath path, String fault) {
        fault(SuspenseReason.COUNT, path + " " + fault);
    }

    void countFault(String sentence) {
        fault(SuspenseReason.COUNT, sentence);
    }

    void broken(String sentence) {
        fault(SuspenseReason.IDENTITY_BROKEN, sentence);
    }

    /** Says that a sum is broken unless it holds. The sentence is ready made: nothing is put together for good events. */
    void assertThat(boolean holds, String sentence) {
        if (!holds) {
            broken(sentence);
        }
    }

    /** Asserts that a part is not more than its whole. */
    void assertPart(long part, UsagePath path, long whole, UsagePath wholePath) {
        if (part > whole) {
            broken(path + " is more than " + wholePath);
        }
    }

    private void fault(SuspenseReason why, String sentence) {
        if (reason == null) {
            reason = why;
            detail = sentence;
        }
    }

    /** Counts part of what was added to a component as another's. */
    void move(Component from, Component to, long count) {
        if (count != 0 && !faulty()) {
            counts[from.ordinal()] -= count;
            if (counts[from.ordinal()] == 0) {
                present &= ~(1 << from.ordinal());
            }
            add(to, count);
        }
    }

    /** Adds to a component; nothing where the count is zero. */
    void add(Component component, long count) {
        if (count != 0) {
            counts[component.ordinal()] += count;
            present |= 1 << component.ordinal();
        }
    }
}
