package io.reckoner.jobs.nightly;

import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs must make of simulated logs, worked out the slow and plain way: a JSON tree for each line, BigDecimal for each
 * price. It knows only what simulated logs hold, and shares no rule with the code it judges.
 */
final class PlainReading {
    /** An event that must be settled. */
    record Event(
            String account, String id, Instant ts, BigDecimal charge, BigDecimal cost, boolean late, String place) {}

    private record Line(String file, long number, JsonNode json) {}

    /** Prices per million tokens: input, cache read, cache write, output; then the mark-up. */
    private static final Map<String, String> PRICES = Map.of(
            "openai/gpt-4o", "2.50 1.25 2.50 10.00 1.20",
            "openai/gpt-4o-mini", "0.15 0.075 0.15 0.60 1.20",
            "openai/gpt-4.1", "2.00 0.50 2.00 8.00 1.20",
            "openai/o3", "2.00 0.50 2.00 8.00 1.20",
            "anthropic/claude-sonnet-4", "3.00 0.30 3.75 15.00 1.20",
            "anthropic/claude-haiku-4.5", "1.00 0.10 1.25 5.00 1.20",
            "google/gemini-2.5-pro", "1.25 0.125 1.25 10.00 1.20",
            "google/gemini-2.5-flash", "0.30 0.03 0.30 2.50 1.20",
            "mistral/mistral-large", "0.50 0.05 0.50 1.50 1.10",
            "deepseek/deepseek-chat", "0.27 0.07 0.27 1.10 1.20");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, JsonNode> accepted = new HashMap<>();
    private List<Line> carried = new ArrayList<>();

    private Map<LineCount, Long> counts = new EnumMap<>(LineCount.class);
    private Map<SuspenseReason, Long> suspended = new EnumMap<>(SuspenseReason.class);
    private List<Event> events = new ArrayList<>();

    long count(LineCount fate) {
        return counts.getOrDefault(fate, 0L);
    }

    Map<SuspenseReason, Long> suspended() {
        return suspended;
    }

    List<Event> events() {
        return events;
    }

    /** The next run: fresh files in the order of their names, and what the run before carried out. */
    void run(List<Path> fresh, Instant previous, Instant watermark) throws IOException {
        counts = new EnumMap<>(LineCount.class);
        suspended = new EnumMap<>(SuspenseReason.class);
        events = new ArrayList<>();
        List<Line> again = carried;
        carried = new ArrayList<>();
        for (Line line : again) {
            add(LineCount.CARRIED_IN);
            event(line, previous, watermark);
        }
        for (Path file : fresh) {
            long number = 0;
            for (String text : Files.readAllLines(file)) {
                add(LineCount.READ);
                line(file.getFileName().toString(), ++number, text, previous, watermark);
            }
        }
    }

    private void add(LineCount fate) {
        counts.merge(fate, 1L, Long::sum);
    }

    private void setAside(SuspenseReason reason) {
        add(LineCount.SUSPENDED);
        suspended.merge(reason, 1L, Long::sum);
    }

    private void line(String file, long number, String text, Instant previous, Instant watermark) {
        if (text.isBlank()) {
            add(LineCount.BLANK);
            return;
        }
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException torn) {
            setAside(SuspenseReason.NOT_JSON);
            return;
        }
        if (json.has("seal")) {
            add(LineCount.SEALS);
        } else if (json.has("start")) {
            add(LineCount.STARTS);
        } else {
            event(new Line(file, number, json), previous, watermark);
        }
    }

    private void event(Line line, Instant previous, Instant watermark) {
        JsonNode json = line.json();
        Instant ts;
        try {
            ts = Instant.parse(json.path("ts").asString());
        } catch (DateTimeParseException e) {
            setAside(SuspenseReason.BAD_TIME);
            return;
        }
        if (!ts.isBefore(watermark)) {
            add(LineCount.CARRIED_OUT);
            carried.add(line);
            return;
        }
        String account = json.path("account").asString();
        String id = json.path("id").asString();
        Tokens tokens = Tokens.of(json);
        JsonNode first = accepted.get(account + " " + id);
        if (json.path("key").asString().startsWith("nokey_")) {
            setAside(SuspenseReason.UNKNOWN_KEY);
        } else if (tokens.negative()) {
            setAside(SuspenseReason.COUNT);
        } else if (tokens.broken()) {
            setAside(SuspenseReason.IDENTITY_BROKEN);
        } else if (first != null && first.equals(json)) {
            add(LineCount.DUPLICATES);
        } else if (first != null) {
            setAside(SuspenseReason.CONFLICT);
        } else if (!PRICES.containsKey(json.path("model").asString())) {
            setAside(SuspenseReason.NO_PRICE);
        } else {
            add(LineCount.EVENTS);
            accepted.put(account + " " + id, json);
            BigDecimal cost =
                    tokens.cost(PRICES.get(json.path("model").asString()).split(" "), halfPrice(json, ts));
            BigDecimal markUp =
                    new BigDecimal(PRICES.get(json.path("model").asString()).split(" ")[4]);
            events.add(new Event(
                    account,
                    id,
                    ts,
                    cost.multiply(markUp),
                    cost,
                    ts.isBefore(previous),
                    line.file() + ":" + line.number()));
        }
    }

    /** DeepSeek's nights, 16:30 to 00:30 UTC. */
    private static BigDecimal halfPrice(JsonNode json, Instant ts) {
        LocalTime time = ts.atOffset(ZoneOffset.UTC).toLocalTime();
        boolean night = !time.isBefore(LocalTime.of(16, 30)) || time.isBefore(LocalTime.of(0, 30));
        boolean deepSeek = json.path("model").asString().equals("deepseek/deepseek-chat");
        return new BigDecimal(night && deepSeek ? "0.5" : "1");
    }

    /** Tokens of a usage object, and whether its parts can be parts. */
    private record Tokens(long input, long read, long written, long output, long leastNamed, boolean broken) {
        static Tokens of(JsonNode json) {
            JsonNode u = json.path("usage");
            return switch (json.path("format").asString()) {
                case "anthropic.messages" -> anthropic(u);
                case "google.generate" -> google(u);
                case "openai.responses" ->
                    openAi(
                            u.path("input_tokens").asLong(0),
                            u.path("input_tokens_details").path("cached_tokens").asLong(0),
                            u.path("output_tokens").asLong(0));
                default ->
                    openAi(
                            u.path("prompt_tokens").asLong(0),
                            u.path("prompt_tokens_details")
                                    .path("cached_tokens")
                                    .asLong(0),
                            u.path("completion_tokens").asLong(0));
            };
        }

        private static Tokens openAi(long prompt, long cached, long output) {
            return new Tokens(prompt - cached, cached, 0, output, Math.min(prompt, output), cached > prompt);
        }

        private static Tokens anthropic(JsonNode u) {
            long written = u.path("cache_creation_input_tokens").asLong(0);
            long split =
                    u.path("cache_creation").path("ephemeral_5m_input_tokens").asLong(0);
            long input = u.path("input_tokens").asLong(0);
            return new Tokens(
                    input,
                    u.path("cache_read_input_tokens").asLong(0),
                    written,
                    u.path("output_tokens").asLong(0),
                    input,
                    split > written);
        }

        private static Tokens google(JsonNode u) {
            long prompt = u.path("promptTokenCount").asLong(0);
            long cached = u.path("cachedContentTokenCount").asLong(0);
            long output = u.path("candidatesTokenCount").asLong(0)
                    + u.path("thoughtsTokenCount").asLong(0);
            return new Tokens(prompt - cached, cached, 0, output, Math.min(prompt, output), cached > prompt);
        }

        boolean negative() {
            return leastNamed < 0;
        }

        /** In dollars; with these prices every component is whole picodollars, so that nothing needs rounding. */
        BigDecimal cost(String[] perMillion, BigDecimal share) {
            BigDecimal sum = BigDecimal.ZERO;
            long[] counts = {input, read, written, output};
            for (int i = 0; i < counts.length; i++) {
                sum = sum.add(new BigDecimal(perMillion[i]).multiply(BigDecimal.valueOf(counts[i])));
            }
            return sum.multiply(share).movePointLeft(6);
        }
    }
}
