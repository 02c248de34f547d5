package io.reckoner.bench;

import com.sun.management.ThreadMXBean;
import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Symbols;
import io.reckoner.kernel.usage.UsageFormat;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What it costs to decode an event of each dialect, in nanoseconds and beside one of {@code openai.chat}. The dialects
 * take turns within each round, so that a machine that grows slow grows slow for all; a ratio is that of one round, and
 * the middle one of all rounds is told. Bytes are those allocated for an event in the last round.
 */
final class DialectBench {
    private static final int LINES = 2_000;
    private static final int WARM_UP = 10;

    private final Map<UsageFormat, byte[][]> lines = new EnumMap<>(UsageFormat.class);
    private final Map<UsageFormat, List<Double>> nanos = new EnumMap<>(UsageFormat.class);
    private final Map<UsageFormat, Long> allocated = new EnumMap<>(UsageFormat.class);
    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final LineDecoder decoder = new LineDecoder(
            Directory.of(List.of("acc_1"), List.of(new Directory.Key("key_1", "acc_1", KeyKind.PAYG))),
            new Symbols(),
            Set.of());
    private final DecodedEvent event = new DecodedEvent();

    private DialectBench() {
        for (UsageFormat format : UsageFormat.values()) {
            byte[][] of = new byte[LINES][];
            for (int i = 0; i < LINES; i++) {
                of[i] = line(format, i).getBytes(StandardCharsets.UTF_8);
            }
            lines.put(format, of);
            nanos.put(format, new ArrayList<>());
        }
    }

    /** A usage object as the provider's replies have it, with every part a long conversation has. */
    private static String usage(UsageFormat format) {
        return switch (format) {
            case OPENAI_CHAT ->
                """
                {"prompt_tokens":9703,"completion_tokens":638,"total_tokens":10341,"prompt_tokens_details":\
                {"cached_tokens":8576,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":576,\
                "audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}""";
            case OPENAI_RESPONSES ->
                """
                {"input_tokens":9703,"input_tokens_details":{"cached_tokens":8576},"output_tokens":638,\
                "output_tokens_details":{"reasoning_tokens":576},"total_tokens":10341}""";
            case OPENAI_EMBEDDINGS -> """
                {"prompt_tokens":8192,"total_tokens":8192}""";
            case OPENAI_IMAGES ->
                """
                {"input_tokens":50,"input_tokens_details":{"text_tokens":10,"image_tokens":40},\
                "output_tokens":4160,"total_tokens":4210}""";
            case OPENAI_AUDIO ->
                """
                {"type":"tokens","input_tokens":16,"input_token_details":{"text_tokens":2,"audio_tokens":14},\
                "output_tokens":45,"total_tokens":61}""";
            case ANTHROPIC_MESSAGES ->
                """
                {"input_tokens":6,"cache_creation_input_tokens":574,"cache_read_input_tokens":20443,\
                "cache_creation":{"ephemeral_5m_input_tokens":574,"ephemeral_1h_input_tokens":0},\
                "output_tokens":489,"output_tokens_details":{"thinking_tokens":77},"server_tool_use":\
                {"web_search_requests":0,"web_fetch_requests":0},"service_tier":"standard","inference_geo":"global"}""";
            case GOOGLE_GENERATE ->
                """
                {"promptTokenCount":373,"promptTokensDetails":[{"modality":"TEXT","tokenCount":115},\
                {"modality":"IMAGE","tokenCount":258}],"cachedContentTokenCount":204,"cacheTokensDetails":\
                [{"modality":"TEXT","tokenCount":63},{"modality":"IMAGE","tokenCount":141}],\
                "candidatesTokenCount":89,"thoughtsTokenCount":167,"totalTokenCount":629}""";
            case BEDROCK_CONVERSE ->
                """
                {"cacheDetails":[{"inputTokens":2074,"ttl":"5m"}],"cacheReadInputTokenCount":0,\
                "cacheReadInputTokens":0,"cacheWriteInputTokenCount":2074,"cacheWriteInputTokens":2074,\
                "inputTokens":3,"outputTokens":288,"serverToolUsage":{},"totalTokens":2365}""";
            case COHERE_CHAT ->
                """
                {"billed_units":{"input_tokens":2406,"output_tokens":2},"cached_tokens":2928,"tokens":\
                {"input_tokens":2935,"output_tokens":4}}""";
            case GENERIC -> """
                {"input":1127,"cache_read":8576,"output":62,"reasoning":576}""";
        };
    }

    private static String line(UsageFormat format, int number) {
        return String.format(
                Locale.ROOT,
                """
                {"v":1,"id":"evt_%012d","ts":"2026-03-01T10:%02d:%02d.%06dZ","account":"acc_1","key":"key_1",\
                "key_kind":"payg","provider":"any","model":"vendor/model","requested_model":"model",\
                "endpoint":"/v1/chat/completions","format":"%s","usage":%s,"usage_source":"provider",\
                "service_tier":"default","stream":true,"status":200,"outcome":"ok","attempt":1,"latency_ms":2130,\
                "ttft_ms":410,"upstream_id":"reply-%d"}""",
                number,
                number / 60 % 60,
                number % 60,
                number,
                format.code(),
                usage(format),
                number);
    }

    /** Decodes all lines of a dialect; the answer is nanoseconds an event. */
    private double decode(UsageFormat format) {
        long started = System.nanoTime();
        for (byte[] line : lines.getOrDefault(format, new byte[0][])) {
            if (decoder.read(line, 0, line.length, event) != LineClass.EVENT || !decoder.judge(event)) {
                throw new IllegalStateException(new String(line, StandardCharsets.UTF_8) + ": "
                        + decoder.verdict().detail());
            }
        }
        return (System.nanoTime() - started) / (double) LINES;
    }

    private void round() {
        for (UsageFormat format : UsageFormat.values()) {
            long before = thread.getCurrentThreadAllocatedBytes();
            double each = decode(format);
            allocated.put(format, (thread.getCurrentThreadAllocatedBytes() - before) / LINES);
            nanos.computeIfAbsent(format, of -> new ArrayList<>()).add(each);
        }
    }

    private void print(PrintStream out) {
        out.println("| dialect | bytes a line | ns an event | beside openai.chat (range) | bytes allocated |");
        out.println("|---|---:|---:|---:|---:|");
        List<Double> chat = nanos.getOrDefault(UsageFormat.OPENAI_CHAT, List.of());
        nanos.forEach((format, own) -> {
            double[] ratios = new double[own.size()];
            Arrays.setAll(ratios, round -> own.get(round) / chat.get(round));
            Arrays.sort(ratios);
            double[] sorted =
                    own.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            out.printf(
                    Locale.ROOT,
                    "| `%s` | %d | %.0f | %.2f (%.2f to %.2f) | %d |%n",
                    format.code(),
                    line(format, 0).length(),
                    sorted[sorted.length / 2],
                    ratios[ratios.length / 2],
                    ratios[ratios.length / 10],
                    ratios[ratios.length - 1 - ratios.length / 10],
                    allocated.getOrDefault(format, 0L));
        });
    }

    /** Arguments: how many rounds are measured, 200 where none is given. */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        DialectBench bench = new DialectBench();
        for (int i = 0; i < WARM_UP * 10; i++) {
            bench.round();
        }
        bench.nanos.values().forEach(List::clear);
        for (int i = 0; i < rounds; i++) {
            bench.round();
        }
        bench.print(System.out);
    }
}
