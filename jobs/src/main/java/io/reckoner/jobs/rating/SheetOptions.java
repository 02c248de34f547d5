package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.rating.sheet.PriceSheet;
import io.reckoner.jobs.rating.sheet.SheetFormat;
import io.reckoner.jobs.rating.sheet.SheetTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say what a price sheet of others is and how it is taken. */
final class SheetOptions {
    /** The words of {@code --as}. */
    static final class FormatWord implements ITypeConverter<SheetFormat> {
        @Override
        public SheetFormat convert(String word) {
            return SheetFormat.byCode(word)
                    .orElseThrow(() -> new TypeConversionException(
                            "\"" + word + "\" is no price sheet that can be read. Write litellm or genai-prices."));
        }
    }

    @Option(
            names = "--as",
            paramLabel = "SHEET",
            converter = FormatWord.class,
            description =
                    "A sheet of others instead of our YAML, plain or .gz: litellm (model_prices_and_context_window.json) "
                            + "or genai-prices (data.json, version 2).")
    private @Nullable SheetFormat format;

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = "When undated prices of the sheet hold from (default: the watermark of what is settled; "
                    + "now while nothing is).")
    private @Nullable Instant from;

    @Option(
            names = "--provider",
            paramLabel = "NAME[=OURS]",
            description = "Take this provider only, and call it OURS in the book. May be repeated.")
    private List<String> providers = List.of();

    boolean isSheet() {
        return format != null;
    }

    /** Refuses options that mean nothing without {@code --as}. */
    void refuseAlone() {
        if (format == null && (from != null || !providers.isEmpty())) {
            throw new Refusal("--from and --provider are for sheets of others. Name which with --as.");
        }
    }

    /**
     * Reads the sheet.
     *
     * @throws Refusal where it cannot be read, or names no model at all: that is a download gone wrong, and no price list
     */
    PriceSheet read(Path file, Session session) throws IOException {
        if (format == null) {
            throw new IllegalStateException("no sheet of others");
        }
        Map<String, String> names = names();
        session.openDatabaseMeanwhile();
        Function<SheetTerms, PriceSheet> opened = format.opened(file);
        Instant holds =
                from != null ? from : session.database().inTransaction(jdbc -> new SheetImports(jdbc).defaultFrom());
        PriceSheet sheet = opened.apply(new SheetTerms(holds, names));
        if (sheet.models() == 0) {
            throw new Refusal(file + " names no model"
                    + (names.isEmpty() ? "" : " of provider " + String.join(", ", new TreeSet<>(names.keySet())))
                    + ". Nothing was compared, and the book stays as it is.");
        }
        return sheet;
    }

    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (String provider : providers) {
            String[] sides = provider.split("=", 2);
            if (sides[0].isBlank() || sides[sides.length - 1].isBlank()) {
                throw new Refusal("\"" + provider + "\" is no provider. Write --provider gemini=google.");
            }
            names.put(sides[0], sides[sides.length - 1]);
        }
        return names;
    }
}
