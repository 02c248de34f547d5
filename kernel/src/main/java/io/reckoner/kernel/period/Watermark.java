package io.reckoner.kernel.period;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The instant up to which a run settles: everything before it is known, everything from it on waits.
 *
 * <p>It is the smallest {@code through} of all live proxies, or given by hand. It never goes back: a proxy that promises less
 * than was settled already (a new one, say) leaves it where it was. Example: proxies at 10:05 and 10:03 give 10:03, held by
 * the second.
 *
 * @param instant settle everything before this
 * @param heldBy the proxies that keep it from going further, by name; empty when given by hand
 */
public record Watermark(Instant instant, List<Hold> heldBy) {
    /** Why a proxy's promise ends where it does. */
    public enum Reason {
        /** Its newest segment says so. */
        THROUGH,
        /** The next number has not arrived. */
        MISSING,
        /** The next number was refused. */
        REFUSED
    }

    /**
     * How far one proxy's promise reaches.
     *
     * @param through its last promise that counts; null when its first segment is missing or refused
     * @param reason what ends it
     * @param number the missing or refused number, else that of the segment that made the promise
     */
    public record Hold(String proxy, @Nullable Instant through, Reason reason, long number) {
        /** The last number before what ends the promise: 3 where 4 is missing, and where 3 is the newest. */
        public long lastNumber() {
            return reason == Reason.THROUGH ? number : number - 1;
        }

        /** One sentence for an operator. */
        public String sentence() {
            String reach = through == null ? "has no promise yet" : "is known through " + through;
            return "proxy " + proxy + " " + reach
                    + switch (reason) {
                        case THROUGH -> " (segment " + number + " is its newest)";
                        case MISSING -> " (segment " + number + " has not arrived)";
                        case REFUSED -> " (segment " + number + " was refused)";
                    };
        }
    }

    public Watermark {
        heldBy = List.copyOf(heldBy);
    }

    /**
     * The watermark that live proxies allow, never before {@code previous}.
     *
     * @param proxies live ones only: from their first segment until retired
     * @param previous the watermark of the last run, if there was one
     * @return empty when there is no live proxy, or one without any promise and no previous watermark
     */
    public static Optional<Watermark> of(List<ProxyLog> proxies, Optional<Instant> previous) {
        return of(proxies, List.of(), previous);
    }

    /**
     * The watermark that live proxies and foreign sources allow, never before {@code previous}.
     *
     * <p>A foreign source counts only in the run that takes its files in. Where its promise was passed before that, it
     * holds nothing: its events are late. Example: after a run to 10:00, a file promised through 09:00 leaves the
     * watermark to the proxies.
     *
     * @param foreign the files that no run has settled, by source
     */
    public static Optional<Watermark> of(List<ProxyLog> proxies, List<ProxyLog> foreign, Optional<Instant> previous) {
        List<Hold> holds = new ArrayList<>();
        for (ProxyLog proxy : proxies) {
            holds.add(hold(proxy));
        }
        for (ProxyLog source : foreign) {
            Hold hold = hold(source);
            if (previous.isEmpty() || reach(hold).isAfter(previous.get())) {
                holds.add(hold);
            }
        }
        holds.sort(Comparator.comparing(Hold::proxy));
        if (holds.isEmpty()) {
            return Optional.empty();
        }
        Instant least = holds.stream()
                .map(Watermark::reach)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<Hold> lowest =
                holds.stream().filter(hold -> reach(hold).equals(least)).toList();
        if (previous.isPresent() && least.isBefore(previous.get())) {
            return Optional.of(new Watermark(previous.get(), lowest));
        }
        return least.equals(Instant.MIN) ? Optional.empty() : Optional.of(new Watermark(least, lowest));
    }

    /** How far two clocks may be apart before a promise is called one of the future. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /** Whether an instant is still to come: nobody can promise or know that nothing comes before it. */
    public static boolean isStillToCome(Instant instant, Instant now) {
        return instant.isAfter(now.plus(CLOCKS_APART));
    }

    /**
     * A watermark given by hand.
     *
     * @throws IllegalArgumentException when it would go back
     */
    public static Watermark byHand(Instant instant, Optional<Instant> previous) {
        if (previous.isPresent() && instant.isBefore(previous.get())) {
            throw new IllegalArgumentException("the watermark never goes back: " + instant + " lies before "
                    + previous.get() + ", up to which everything is settled; give that instant or a later one");
        }
        return new Watermark(instant, List.of());
    }

    /**
     * How far the promise of one proxy reaches, counted up to its first missing or refused number. A segment whose
     * {@code through} lies before an earlier one's takes nothing back.
     */
    public static Hold hold(ProxyLog log) {
        @Nullable Instant through = null;
        long next = log.firstNumber();
        for (ProxyLog.Segment segment : log.segments()) {
            if (segment.number() != next) {
                return new Hold(log.proxy(), through, Reason.MISSING, next);
            }
            switch (segment.standing()) {
                case REFUSED -> {
                    return new Hold(log.proxy(), through, Reason.REFUSED, next);
                }
                case ACCEPTED -> {
                    through = through == null || segment.through().isAfter(through) ? segment.through() : through;
                    next++;
                }
            }
        }
        return through == null
                ? new Hold(log.proxy(), null, Reason.MISSING, next)
                : new Hold(log.proxy(), through, Reason.THROUGH, next - 1);
    }

    private static Instant reach(Hold hold) {
        return hold.through() == null ? Instant.MIN : hold.through();
    }
}
