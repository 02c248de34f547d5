package io.reckoner.kernel.period;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A live proxy that has fallen silent: its promise lies further behind than proxies are allowed to.
 *
 * <p>Example: as of 10:30, with ten minutes of patience, a proxy known through 10:19:59 is stalled and one known through
 * 10:20 is not. One without any promise is stalled always.
 *
 * @param hold how far its promise reaches, and what ends it
 * @param asOf the instant it is measured against
 */
public record Stall(Watermark.Hold hold, Instant asOf, Effect effect) {
    /** What becomes of the watermark. */
    public enum Effect {
        /** No promise reaches less far: nothing settles beyond it. */
        HOLDS_WATERMARK,
        /** Another proxy is further behind still. */
        BEHIND_ANOTHER
    }

    /**
     * The stalled ones among live proxies, the furthest behind first, then by name.
     *
     * @param patience how far behind a promise may lie
     */
    public static List<Stall> among(List<ProxyLog> live, Instant asOf, Duration patience) {
        List<Watermark.Hold> holds = live.stream()
                .map(Watermark::hold)
                .sorted(Comparator.comparing(Stall::reach).thenComparing(Watermark.Hold::proxy))
                .toList();
        return holds.stream()
                .filter(hold -> hold.through() == null
                        || Duration.between(hold.through(), asOf).compareTo(patience) > 0)
                .map(hold -> new Stall(
                        hold,
                        asOf,
                        reach(hold).equals(reach(holds.getFirst())) ? Effect.HOLDS_WATERMARK : Effect.BEHIND_ANOTHER))
                .toList();
    }

    /** Who, since when, what of it, and what to do. */
    public String sentence() {
        Instant through = hold.through();
        return "Stalled: " + hold.sentence()
                + (through == null ? "" : ", " + text(Duration.between(through, asOf)) + " behind " + asOf)
                + switch (effect) {
                    case HOLDS_WATERMARK -> ". It holds the watermark";
                    case BEHIND_ANOTHER -> "";
                }
                + ". Start it again, or bring its segments; if it will send nothing more: reckon proxies retire "
                + hold.proxy() + " --reason \"...\"";
    }

    /** In its two greatest units. */
    private static String text(Duration behind) {
        if (behind.toDays() > 0) {
            return behind.toDays() + " d " + behind.toHoursPart() + " h";
        }
        return behind.toHours() > 0
                ? behind.toHours() + " h " + behind.toMinutesPart() + " min"
                : behind.toMinutes() + " min " + behind.toSecondsPart() + " s";
    }

    private static Instant reach(Watermark.Hold hold) {
        Instant through = hold.through();
        return through == null ? Instant.MIN : through;
    }
}
