package io.reckoner.proxy.log;

import io.reckoner.ingest.line.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A request is about to be sent upstream. */
public record StartLine(String id, String account, String key, String model, int attempt) implements LogLine {
    @Override
    public byte[] text(Instant ts) {
        return new JsonText()
                .raw("{\"start\":{\"id\":")
                .string(id)
                .raw(",\"ts\":")
                .string(Rfc3339.text(ts))
                .raw(",\"account\":")
                .string(account)
                .raw(",\"key\":")
                .string(key)
                .raw(",\"model\":")
                .string(model)
                .raw(",\"attempt\":" + attempt + "}}")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
