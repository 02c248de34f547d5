package io.reckoner.jobs.ingest;

import io.reckoner.ingest.foreign.ForeignFormat;
import io.reckoner.ingest.foreign.ForeignMapping;
import io.reckoner.ingest.foreign.ForeignMapping.CacheAssumption;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that state what a trace itself does not say. */
final class ForeignOptions {
    /** The words of {@code --as}. */
    static final class FormatWord implements ITypeConverter<ForeignFormat> {
        @Override
        public ForeignFormat convert(String word) {
            return ForeignFormat.byCode("trace." + word)
                    .orElseThrow(() -> new TypeConversionException(
                            "\"" + word + "\" is no trace that can be read. Write azure or mooncake."));
        }
    }

    /** The words of {@code --cache}. */
    static final class CacheWord implements ITypeConverter<CacheAssumption> {
        @Override
        public CacheAssumption convert(String word) {
            return switch (word) {
                case "none" -> CacheAssumption.NONE;
                case "seen-blocks" -> CacheAssumption.SEEN_BLOCKS;
                default -> throw new TypeConversionException("\"" + word + "\" is unknown. Write none or seen-blocks.");
            };
        }
    }

    @Option(
            names = "--as",
            required = true,
            paramLabel = "FORMAT",
            converter = FormatWord.class,
            description =
                    "How rows are read: azure (CSV with TIMESTAMP, ContextTokens, GeneratedTokens) or mooncake (JSON "
                            + "lines with timestamp, input_length, output_length, hash_ids).")
    private ForeignFormat format = ForeignFormat.AZURE_CSV;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME",
            description = "Your name of the source. Rows met before under this name are not counted again.")
    private String source = "";

    @Option(
            names = "--through",
            required = true,
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description =
                    "Your promise: no later file of this source has rows before this instant. The next run settles "
                            + "as far as this and the proxies allow.")
    private Instant through = Instant.EPOCH;

    @Option(names = "--account", required = true, paramLabel = "ACCOUNT", description = "Whose usage this is.")
    private String account = "";

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description = "Id of the account's key that was used.")
    private String key = "";

    @Option(
            names = "--provider",
            required = true,
            paramLabel = "NAME",
            description = "Provider, as the price book names it.")
    private String provider = "";

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "Model, as the price book names it.")
    private String model = "";

    @Option(
            names = "--endpoint",
            paramLabel = "NAME",
            defaultValue = "chat",
            description = "Endpoint that reports show (default: chat).")
    private String endpoint = "chat";

    @Option(
            names = "--start",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = "The instant that mooncake counts its milliseconds from.")
    private @Nullable Instant start;

    @Option(
            names = "--cache",
            paramLabel = "RULE",
            converter = CacheWord.class,
            defaultValue = "none",
            description = "Which input of mooncake was read from a cache: none (default), or seen-blocks, the leading "
                    + "blocks that occurred in an earlier row.")
    private CacheAssumption cache = CacheAssumption.NONE;

    /**
     * The statement.
     *
     * @throws Refusal with everything that is wrong in it
     */
    Statement statement(Directory directory, Instant now) {
        List<String> faults = new ArrayList<>();
        Optional<KeyKind> kind = owner(directory, faults);
        try {
            new SegmentName(source, 1);
        } catch (IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()).replace("a proxy name", "a name of a source") + ".");
        }
        for (String text : List.of(provider, model, endpoint)) {
            if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
                faults.add("provider, model and endpoint must be words without control characters.");
                break;
            }
        }
        if (through.isAfter(now)) {
            faults.add("--through " + through + " lies in the future: nobody knows yet what comes before it.");
        }
        switch (format) {
            case AZURE_CSV -> {
                if (start != null || cache != CacheAssumption.NONE) {
                    faults.add("--start and --cache are for mooncake; azure's rows have times of their own and name no"
                            + " blocks.");
                }
            }
            case MOONCAKE_JSONL -> {
                if (start == null) {
                    faults.add("mooncake counts milliseconds from a start it does not name. State one with --start.");
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults));
        }
        ForeignMapping mapping = new ForeignMapping(
                source,
                account,
                key,
                kind.orElseThrow(),
                provider,
                model,
                endpoint,
                start == null ? Instant.EPOCH : start,
                cache);
        return new Statement(format, mapping, through);
    }

    private Optional<KeyKind> owner(Directory directory, List<String> faults) {
        if (!directory.accounts().contains(account)) {
            faults.add("there is no account " + account + ". Make it with: reckon account create " + account + ".");
        }
        Optional<Directory.Key> found =
                directory.keys().stream().filter(one -> one.id().equals(key)).findFirst();
        if (found.isEmpty()) {
            faults.add(String.format(
                    Locale.ROOT,
                    "there is no key %s. See them with: reckon key list; make it with: reckon key create %s --id %s --kind"
                            + " payg.",
                    key,
                    account,
                    key));
        } else if (!found.get().account().equals(account)) {
            faults.add("key " + key + " belongs to account " + found.get().account() + ", not to " + account + ".");
        }
        return found.map(Directory.Key::kind);
    }
}
