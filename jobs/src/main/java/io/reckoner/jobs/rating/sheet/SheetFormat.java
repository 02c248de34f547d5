package io.reckoner.jobs.rating.sheet;

import io.reckoner.jobs.act.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** The sheets that can be read. */
public enum SheetFormat {
    /** {@code model_prices_and_context_window.json} of LiteLLM. */
    LITELLM("litellm"),
    /** {@code prices/new_data/v2/data.json} of genai-prices. */
    GENAI_PRICES("genai-prices");

    private final String code;

    SheetFormat(String code) {
        this.code = code;
    }

    /** The word of {@code --as}. */
    public String code() {
        return code;
    }

    public static Optional<SheetFormat> byCode(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code.equals(code))
                .findFirst();
    }

    /**
     * Reads a sheet, plain or gzipped.
     *
     * @throws Refusal where it cannot be read as a whole; single models that cannot be taken are listed in the sheet
     */
    public PriceSheet read(Path file, SheetTerms terms) throws IOException {
        return opened(file).apply(terms);
    }

    /**
     * Reads a file, and leaves for later what of it depends on the terms.
     *
     * @throws Refusal where it cannot be read as a whole
     */
    public Function<SheetTerms, PriceSheet> opened(Path file) throws IOException {
        SheetNode root = SheetJson.read(SheetFile.read(file), file.toString());
        return terms -> read(root, file.toString(), terms);
    }

    PriceSheet read(byte[] json, String name, SheetTerms terms) {
        return read(SheetJson.read(json, name), name, terms);
    }

    private PriceSheet read(SheetNode root, String name, SheetTerms terms) {
        return switch (this) {
            case LITELLM -> {
                if (!(root instanceof SheetNode.Fields models)) {
                    throw wrongTop(name, "an object of models by name", root);
                }
                yield new LiteLlmSheet(terms).read(models);
            }
            case GENAI_PRICES -> {
                if (!(root instanceof SheetNode.Items providers)) {
                    throw wrongTop(name, "a list of providers", root);
                }
                yield new GenaiPricesSheet(terms).read(providers);
            }
        };
    }

    private Refusal wrongTop(String name, String expected, SheetNode root) {
        return new Refusal(name + " is no sheet of " + code + ": that is " + expected + ", this is " + root.shown()
                + ". Name what it is with --as.");
    }
}
