package io.reckoner.jobs.facts;

import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.settlement.DrawBlock;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run's facts from plain {@link Fact}s: sorts them, fills blocks of any size, writes. */
final class Facts {
    static final List<String> MODEL_TYPES = List.of("llm", "image", "audio");
    static final List<String> OVERLAYS = List.of("plan free", "account acme");

    final List<Fact> rows;
    private final Directory directory;
    private final Symbols symbols = new Symbols();
    private final List<String> sources;
    private final Map<String, Integer> keyNumbers;
    private final Map<String, Integer> sourceNumbers;

    Facts(List<Fact> facts) {
        rows = new ArrayList<>(facts);
        rows.sort(Comparator.comparing((Fact fact) -> fact.account, Directory.ID_ORDER)
                .thenComparing(fact -> fact.settledAt)
                .thenComparing(fact -> fact.id, Directory.ID_ORDER));
        directory = Directory.of(
                facts.stream().map(fact -> fact.account).distinct().toList(),
                facts.stream()
                        .collect(Collectors.toMap(fact -> fact.key, Function.identity(), (a, b) -> a))
                        .values()
                        .stream()
                        .map(fact -> new Directory.Key(fact.key, fact.account, kind(fact.key)))
                        .toList());
        keyNumbers = numbers(directory.keys().stream().map(Directory.Key::id).toList());
        sources = facts.stream().map(fact -> fact.source).distinct().toList();
        sourceNumbers = numbers(sources);
    }

    /** Keys whose name ends in "s" are subscription keys. */
    static KeyKind kind(String key) {
        return key.endsWith("s") ? KeyKind.SUBSCRIPTION : KeyKind.PAYG;
    }

    static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }

    /** Names in an order of their own, so that their numbers differ from those a first appearance would give. */
    Facts seenBefore(List<String> names) {
        names.forEach(symbols::ordinal);
        return this;
    }

    List<FactFile> write(FactFiles files, int blockRows) throws IOException {
        return write(files, 123, blockRows);
    }

    List<FactFile> write(FactFiles files, long run, int blockRows) throws IOException {
        return write(files, run, 7, blockRows);
    }

    List<FactFile> write(FactFiles files, long run, int bucket, int blockRows) throws IOException {
        try (FactWriter writer = new FactWriter(files, context(run, bucket))) {
            append(writer, blockRows);
            return writer.finish();
        }
    }

    /** Files of run 1 that differ in their input's hash. */
    List<FactFile> writePart(FactFiles files, int part) throws IOException {
        FactContext context = context(1);
        FactContext other = new FactContext(
                1,
                7,
                "0badc0de%08x".formatted(1000 + part),
                context.directory(),
                symbols,
                sources,
                MODEL_TYPES,
                OVERLAYS,
                YearMonth::from);
        try (FactWriter writer = new FactWriter(files, other)) {
            append(writer, 1000);
            return writer.finish();
        }
    }

    FactContext context(long run) {
        return context(run, 7);
    }

    private FactContext context(long run, int bucket) {
        return new FactContext(
                run,
                bucket,
                "0badc0de%08x".formatted(run),
                directory,
                symbols,
                sources,
                MODEL_TYPES,
                OVERLAYS,
                YearMonth::from);
    }

    void append(FactWriter writer, int blockRows) throws IOException {
        EventBlock events = new EventBlock();
        ChargeBlock charges = new ChargeBlock();
        DrawBlock draws = new DrawBlock();
        for (int from = 0; from < rows.size(); from += blockRows) {
            List<Fact> part = rows.subList(from, Math.min(rows.size(), from + blockRows));
            charges.clear(events.size);
            events.clear();
            part.forEach(fact -> put(fact, events, charges, draws));
            writer.append(events, charges, draws, 0, events.size);
        }
    }

    void put(Fact fact, EventBlock events, ChargeBlock charges, DrawBlock draws) {
        int row = events.size++;
        events.ts[row] = fact.ts;
        events.settledAt[row] = fact.settledAt;
        events.account[row] = directory.accountOrdinal(fact.account);
        events.key[row] = keyNumbers.get(fact.key);
        events.keyKind[row] = (byte) kind(fact.key).ordinal();
        events.provider[row] = symbol(fact.provider);
        events.model[row] = symbol(fact.model);
        events.requestedModel[row] = symbol(fact.requestedModel);
        events.endpoint[row] = symbol(fact.endpoint);
        events.serviceTier[row] = symbol(fact.serviceTier);
        events.format[row] = (byte) fact.format;
        events.usageSource[row] = (byte) fact.usageSource;
        events.outcome[row] = (byte) fact.outcome;
        events.stream[row] = fact.stream;
        events.status[row] = fact.status;
        events.attempt[row] = fact.attempt;
        events.latencyMillis[row] = fact.latency;
        events.ttftMillis[row] = fact.ttft;
        events.vendorCost[row] = fact.vendorCost;
        events.source[row] = sourceNumbers.get(fact.source);
        events.line[row] = fact.line;
        fact.counts.forEach((component, count) -> {
            events.present |= 1 << component.ordinal();
            events.counts[component.ordinal()][row] = count;
        });
        putText(fact, events, row);
        putMoney(fact, charges, draws, row);
    }

    private static void putText(Fact fact, EventBlock events, int row) {
        events.idEnd[row] = put(fact.id, events);
        events.upstreamIdEnd[row] = put(fact.upstreamId, events);
        fact.tags.forEach((key, value) -> put(key + '\0' + value + '\0', events));
        events.tagsEnd[row] = events.textSize;
    }

    private static int put(String text, EventBlock events) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        events.reserveText(bytes.length);
        System.arraycopy(bytes, 0, events.text, events.textSize, bytes.length);
        events.textSize += bytes.length;
        return events.textSize;
    }

    private static void putMoney(Fact fact, ChargeBlock charges, DrawBlock draws, int row) {
        fact.costs.forEach((component, picos) -> {
            charges.present |= 1 << component.ordinal();
            charges.cost[component.ordinal()][row] = picos;
        });
        fact.charges.forEach((component, picos) -> {
            charges.present |= 1 << component.ordinal();
            charges.charge[component.ordinal()][row] = picos;
        });
        charges.ratedCost[row] = fact.costKnown ? fact.cost() : EventBlock.ABSENT;
        charges.providerCost[row] = fact.vendorCost != EventBlock.ABSENT ? fact.vendorCost : charges.ratedCost[row];
        charges.totalCharge[row] = fact.charge();
        charges.version[row] = fact.bookVersion;
        charges.cardEffectiveFrom[row] = fact.cardEffectiveFrom;
        charges.overlay[row] = fact.overlay == null ? -1 : OVERLAYS.indexOf(fact.overlay);
        charges.modelType[row] = fact.modelType == null ? -1 : MODEL_TYPES.indexOf(fact.modelType);
        draws.main[row] = fact.main;
        draws.backup[row] = fact.backup;
        draws.walletBonus[row] = fact.walletBonus;
        draws.walletPaid[row] = fact.walletPaid;
        draws.shortfall[row] = fact.shortfall;
        draws.overRun[row] = fact.overRun;
        draws.firstLot[row] = fact.firstLot;
        draws.lastLot[row] = fact.lastLot;
        draws.plan[row] = fact.plan;
        draws.late[row] = fact.late;
    }

    private int symbol(@Nullable String name) {
        return name == null ? EventBlock.NO_NAME : symbols.ordinal(name);
    }

    private static Map<String, Integer> numbers(List<String> names) {
        return Stream.iterate(0, i -> i < names.size(), i -> i + 1).collect(Collectors.toMap(names::get, i -> i));
    }
}
