package io.reckoner.jobs.rating.sheet;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How providers and models of a sheet are called in the book.
 *
 * <p>A provider is the one who is paid: LiteLLM's {@code bedrock_converse} and {@code vertex_ai-anthropic_models} are routes
 * to {@code bedrock} and {@code vertex_ai}. A model is {@code vendor/name}: the name without the provider's own in front, if
 * what is left names a vendor ({@code openrouter/anthropic/claude-x} is {@code anthropic/claude-x} at openrouter); else the
 * provider is the vendor ({@code gpt-5} is {@code openai/gpt-5} at openai, {@code azure/eu/gpt-5} is
 * {@code azure/eu/gpt-5} at azure).
 */
final class SheetNames {
    private static final Map<String, String> ROUTES =
            Map.of("bedrock_converse", "bedrock", "cohere_chat", "cohere", "azure_text", "azure");
    private static final String COMPLETION_ROUTE = "text-completion-";
    private static final Pattern FAMILY_ROUTE = Pattern.compile("(vertex_ai|fireworks_ai)-.*");

    /** First parts that are a region, a size, a quality or a folder and not a vendor. */
    private static final Pattern NO_VENDOR =
            Pattern.compile("[0-9].*|\\*|low|medium|high|standard|hd|max-x-max|accounts"
                    + "|eu|us|uk|au|jp|apac|global|global-standard|us-gov|[a-z]{2}(-gov)?-[a-z]+-[0-9]"
                    + "|speech|preset|ranking|@cf|@hf|doc-intelligence|ft:.*");

    private SheetNames() {}

    static String provider(String sheets) {
        if (sheets.startsWith(COMPLETION_ROUTE)) {
            return sheets.substring(COMPLETION_ROUTE.length());
        }
        var family = FAMILY_ROUTE.matcher(sheets);
        return family.matches() ? family.group(1) : ROUTES.getOrDefault(sheets, sheets);
    }

    /**
     * The model's name in the book.
     *
     * @param provider as the sheet is read
     * @param named the provider's name in the book
     */
    static String model(String provider, String named, String key) {
        String rest = hasPrefix(provider, key) ? key.substring(provider.length() + 1) : key;
        int slash = rest.indexOf('/');
        boolean hasVendor =
                slash > 0 && !NO_VENDOR.matcher(rest.substring(0, slash)).matches();
        return hasVendor ? rest : named + "/" + rest;
    }

    static boolean hasPrefix(String provider, String key) {
        return key.startsWith(provider + "/");
    }
}
