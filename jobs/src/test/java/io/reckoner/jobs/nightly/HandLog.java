package io.reckoner.jobs.nightly;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.ingest.segment.SegmentRecovery;
import io.reckoner.ingest.segment.SegmentWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;

/** The log of a proxy, written by hand. Events are of one account and cost 3 microdollars of charge per input token. */
final class HandLog {
    private static final String WHO = "\"account\":\"acc_00001\",\"key\":\"key_0000101\"";

    private final Path folder;
    private final String proxy;
    private long sequence = SegmentName.FIRST_SEQUENCE;
    private SegmentWriter segment;

    /** A proxy that announces itself, with a promise up to the same instant. */
    HandLog(Path folder, String proxy, String at) throws IOException {
        this.folder = folder;
        this.proxy = proxy;
        this.segment = SegmentWriter.open(folder, new SegmentName(proxy, sequence));
        seal(at);
    }

    /** An event of openai/gpt-4o: 2.50 a million input tokens, and 20 % on top. */
    HandLog event(String id, String ts, long input) throws IOException {
        return event(id, ts, input, "openai/gpt-4o");
    }

    HandLog event(String id, String ts, long input, String model) throws IOException {
        return line(text(id, ts, input, model), ts);
    }

    /** A charged event that ended otherwise: {@code "status":500,"outcome":"upstream_error","latency_ms":70000}. */
    HandLog ended(String id, String ts, long input, String ending) throws IOException {
        return line(text(id, ts, input, "openai/gpt-4o").replace("\"status\":200,\"outcome\":\"ok\"", ending), ts);
    }

    private static String text(String id, String ts, long input, String model) {
        return String.format(
                Locale.ROOT,
                "{\"v\":1,\"id\":\"%s\",\"ts\":\"%s\",%s,\"key_kind\":\"payg\",\"provider\":\"openai\","
                        + "\"model\":\"%s\",\"endpoint\":\"/v1/chat/completions\",\"format\":\"openai.chat\","
                        + "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":0,\"total_tokens\":%d},"
                        + "\"usage_source\":\"provider\",\"status\":200,\"outcome\":\"ok\"}",
                id,
                ts,
                WHO,
                model,
                input,
                input);
    }

    HandLog start(String id, String ts) throws IOException {
        return line(
                String.format(
                        Locale.ROOT,
                        "{\"start\":{\"id\":\"%s\",\"ts\":\"%s\",%s,\"model\":\"openai/gpt-4o\",\"attempt\":1}}",
                        id,
                        ts,
                        WHO),
                ts);
    }

    HandLog line(String text, String ts) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        segment.append(bytes, 0, bytes.length, Instant.parse(ts));
        return this;
    }

    /** Seals the growing segment and begins the next. Returns the sealed one. */
    Path seal(String through) throws IOException {
        Path sealed = segment.seal(Instant.parse(through));
        segment = SegmentWriter.open(folder, new SegmentName(proxy, ++sequence));
        return sealed;
    }

    /** The proxy dies in the middle of a line, and recovers its log at its next start. */
    SegmentRecovery.Recovered crash(String torn, String through) throws IOException {
        segment.sync();
        segment.close();
        Path open = folder.resolve(new SegmentName(proxy, sequence).openFile());
        Files.writeString(open, torn, StandardOpenOption.APPEND);
        SegmentRecovery.Recovered recovered = SegmentRecovery.recover(open, Instant.parse(through));
        segment = SegmentWriter.open(folder, new SegmentName(proxy, ++sequence));
        return recovered;
    }
}
