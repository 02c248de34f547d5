package io.reckoner.ingest.decode;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The starts of a recovered segment that no event has answered so far. An event follows its start, so never more are kept
 * than requests were under way, and those that were lost.
 */
final class OpenStarts {
    /** A start's line, as it stands in the segment. */
    record Start(byte[] text, long line, long offset) {}

    private final Map<String, Start> byOwnerAndId = new LinkedHashMap<>();

    /** Notes a start; true when an older one of the same request gave way to it. */
    boolean open(String ownerAndId, Start start) {
        boolean replaced = byOwnerAndId.remove(ownerAndId) != null;
        byOwnerAndId.put(ownerAndId, start);
        return replaced;
    }

    /** Notes an event; true when it answers a start. */
    boolean answer(String ownerAndId) {
        return byOwnerAndId.remove(ownerAndId) != null;
    }

    /** The starts left over, in the order of their lines. */
    Collection<Start> unanswered() {
        return byOwnerAndId.values();
    }
}
