package io.reckoner.proxy.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.segment.Compression;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentInspector;
import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.Symbols;
import io.reckoner.kernel.usage.UsageFormat;
import io.reckoner.kernel.usage.UsageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The folder of one proxy: what is logged into it, by a clock that tests set, and what stands in it afterwards. */
final class WrittenLog {
    /** One line of a sealed segment. */
    record Logged(long sequence, LineClass kind, String id, Instant ts, Seal seal) {}

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Directory DIRECTORY =
            Directory.of(List.of("acct_a"), List.of(new Directory.Key("key_a", "acct_a", KeyKind.PAYG)));

    private final Path folder;
    final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    final List<String> troubles = Collections.synchronizedList(new ArrayList<>());

    private final LogWatch watch = new LogWatch() {
        @Override
        public void sealed(Path segment) {}

        @Override
        public void trouble(String sentence, IOException cause) {
            troubles.add(sentence + " (" + cause.getMessage() + ")");
        }
    };

    WrittenLog(Path folder) {
        this.folder = folder;
    }

    private LogSettings settings(Duration sealEvery) {
        return new LogSettings(folder, "eu-1", sealEvery, 1 << 20, 1000, Duration.ofMillis(1));
    }

    UsageLog open() throws IOException {
        return open(Duration.ofSeconds(60));
    }

    UsageLog open(Duration sealEvery) throws IOException {
        return UsageLog.open(settings(sealEvery), now::get, watch);
    }

    UsageLog open(Duration sealEvery, FailingDisk disk) throws IOException {
        return UsageLog.open(settings(sealEvery), now::get, watch, disk);
    }

    static StartLine start(String id) {
        return new StartLine(id, "acct_a", "key_a", "openai/gpt-5", 1);
    }

    static EventLine event(String id) {
        return new EventLine(
                new EventLine.Call(
                        id,
                        "acct_a",
                        "key_a",
                        KeyKind.PAYG,
                        "openai",
                        "openai/gpt-5",
                        "gpt \"5\"\n\ud800",
                        "/v1/responses",
                        UsageFormat.OPENAI_RESPONSES,
                        EventLine.Mode.STREAM,
                        1),
                new EventLine.Reply(200, Outcome.OK, UsageSource.PROVIDER, "default", 850, -1, null, "0.0123"),
                "{\"input_tokens\":100,\"output_tokens\":20,\"total_tokens\":120}",
                new TreeMap<>(Map.of("team", "core \\ ü")));
    }

    static Instant get(CompletableFuture<Instant> durable) throws Exception {
        return durable.get(60, TimeUnit.SECONDS);
    }

    /** All sealed segments in order; everything else in the folder must be the number file. */
    List<Seal> seals() throws IOException {
        List<Seal> seals = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (new SegmentInspector().inspect(file) instanceof SegmentInspection.Sound sound) {
                    seals.add(sound.seal());
                } else {
                    assertThat(file.getFileName().toString()).doesNotEndWith(".jsonl");
                }
            }
        }
        return seals;
    }

    List<Logged> logged() throws IOException {
        List<Logged> logged = new ArrayList<>();
        LineDecoder decoder = new LineDecoder(DIRECTORY, new Symbols(), Set.of("team"));
        DecodedEvent event = new DecodedEvent();
        for (Seal seal : seals()) {
            try (SegmentLines lines =
                    SegmentLines.open(folder.resolve(seal.name().sealedFile(Compression.NONE)), 1 << 20)) {
                while (lines.next()) {
                    LineClass kind = decoder.read(lines.buffer(), lines.start(), lines.length(), event);
                    assertThat(kind).isNotEqualTo(LineClass.SUSPENDED);
                    if (kind == LineClass.EVENT) {
                        assertThat(decoder.judge(event)).isTrue();
                        assertThat(event.count(Component.INPUT)).isEqualTo(100);
                    }
                    if (kind != LineClass.SEAL) {
                        Instant ts = Rfc3339.instant(event.ts);
                        logged.add(new Logged(seal.sequence(), kind, event.id.toString(), ts, seal));
                    }
                }
            }
        }
        return logged;
    }
}
