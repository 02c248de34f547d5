package io.reckoner.jobs.ingest;

import io.reckoner.ingest.foreign.ColumnMapping;
import io.reckoner.ingest.foreign.ForeignFormat;
import io.reckoner.ingest.foreign.ForeignMapping;
import io.reckoner.ingest.foreign.ForeignMapping.CacheAssumption;
import io.reckoner.ingest.foreign.MappedField;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that state what a foreign file itself does not say. */
final class ForeignOptions {
    /** The words of {@code --as}. */
    static final class FormatWord implements ITypeConverter<ForeignFormat> {
        @Override
        public ForeignFormat convert(String word) {
            return ForeignFormat.byWord(word)
                    .orElseThrow(() -> new TypeConversionException("\"" + word
                            + "\" is no kind of file that can be read. Write azure, mooncake, csv, litellm or"
                            + " openrouter."));
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
            description = {
                "How rows are read:",
                "csv: any columns, as --mapping says;",
                "litellm: LiteLLM's spend logs, JSON lines or CSV;",
                "openrouter: OpenRouter's activity as CSV, single generations or sums of a day;",
                "azure, mooncake: request traces with only times and token counts."
            })
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

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "What the columns mean, in YAML: docs/formats.md shows one. For csv, litellm and openrouter.")
    private @Nullable Path mappingFile;

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "Whose usage all of the file is, where no column says so.")
    private String account = "";

    @Option(names = "--key", paramLabel = "KEY", description = "Id of the account's key that was used.")
    private String key = "";

    @Option(names = "--provider", paramLabel = "NAME", description = "Provider, as the price book names it.")
    private String provider = "";

    @Option(names = "--model", paramLabel = "MODEL", description = "Model, as the price book names it.")
    private String model = "";

    @Option(
            names = "--endpoint",
            paramLabel = "NAME",
            description = "Endpoint that reports show (default: chat, or what the rows say).")
    private String endpoint = "";

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
    Statement statement(Directory directory, Instant now) throws IOException {
        List<String> faults = new ArrayList<>();
        String text = mappingFile == null ? "" : MappingCheck.text(mappingFile, faults);
        ColumnMapping columns = mappingFile == null ? ColumnMapping.NONE : MappingCheck.read(mappingFile, text, faults);
        if (faults.isEmpty()) {
            new MappingCheck(format, Optional.ofNullable(mappingFile), columns, stated()).addTo(faults);
        }
        Optional<KeyKind> kind = owner(directory, faults);
        try {
            new SegmentName(source, 1);
        } catch (IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()).replace("a proxy name", "a name of a source") + ".");
        }
        if (List.of(provider, model, endpoint).stream()
                .anyMatch(word -> word.chars().anyMatch(Character::isISOControl))) {
            faults.add("provider, model and endpoint must be words without control characters.");
        }
        if (through.isAfter(now)) {
            faults.add("--through " + through + " lies in the future: nobody knows yet what comes before it.");
        }
        if (format == ForeignFormat.MOONCAKE_JSONL && start == null) {
            faults.add("mooncake counts milliseconds from a start it does not name. State one with --start.");
        }
        if (format != ForeignFormat.MOONCAKE_JSONL && (start != null || cache != CacheAssumption.NONE)) {
            faults.add("--start and --cache are for mooncake; the rows of " + format.word()
                    + " have times of their own and name no blocks.");
        }
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults));
        }
        ForeignMapping mapping = new ForeignMapping(
                source,
                account,
                key,
                kind,
                provider,
                model,
                format.isTrace() && endpoint.isEmpty() ? "chat" : endpoint,
                start == null ? Instant.EPOCH : start,
                cache,
                columns);
        return new Statement(format, mapping, Optional.ofNullable(mappingFile), text, through);
    }

    /** The members that are stated for the file as a whole. */
    private Set<MappedField> stated() {
        Map<MappedField, String> texts = Map.of(
                MappedField.ACCOUNT,
                account,
                MappedField.KEY,
                key,
                MappedField.PROVIDER,
                provider,
                MappedField.MODEL,
                model);
        Set<MappedField> stated = EnumSet.noneOf(MappedField.class);
        texts.forEach((field, text) -> {
            if (!text.isEmpty()) {
                stated.add(field);
            }
        });
        return stated;
    }

    private Optional<KeyKind> owner(Directory directory, List<String> faults) {
        if (!account.isEmpty() && !directory.accounts().contains(account)) {
            faults.add("there is no account " + account + ". Make it with: reckon account create " + account + ".");
        }
        if (key.isEmpty()) {
            return Optional.empty();
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
        } else if (!account.isEmpty() && !found.get().account().equals(account)) {
            faults.add("key " + key + " belongs to account " + found.get().account() + ", not to " + account + ".");
        }
        return found.map(Directory.Key::kind);
    }
}
