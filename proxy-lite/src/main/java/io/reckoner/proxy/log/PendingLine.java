package io.reckoner.proxy.log;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A line with its time, waiting to become durable. */
record PendingLine(LogLine line, byte[] text, Instant ts, CompletableFuture<Instant> durable) {
    static PendingLine of(LogLine line, Instant ts) {
        return new PendingLine(line, line.text(ts), ts, new CompletableFuture<>());
    }

    /** Whose request it is. */
    String request() {
        return line.account() + '\0' + line.id();
    }
}
