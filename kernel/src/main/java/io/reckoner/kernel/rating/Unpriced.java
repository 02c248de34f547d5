package io.reckoner.kernel.rating;

import java.util.Locale;

/** What a positive count without a price means, for requests, searches and tool calls. */
public enum Unpriced {
    /** Neither cost nor charge. The default for {@code request} alone. */
    IGNORE,
    /** The event goes to suspense. The default for everything else, and the only rule for tokens, images and seconds. */
    SUSPEND;

    /** The word in price books. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
