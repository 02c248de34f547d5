package io.reckoner.ingest.readers;

import java.util.Locale;

/** Whose numbers they are, where one format means different things at different providers. */
public enum ProviderFamily {
    /** Google, also as Gemini or Vertex: its OpenAI-style endpoint shows thinking only in the total. */
    GOOGLE,
    /** Perplexity: reasoning at top level lies outside the completion. */
    PERPLEXITY,
    /** xAI: sources are billed. */
    XAI,
    OTHER;

    /** The family of a provider's name: {@code google-vertex} is Google's. */
    public static ProviderFamily of(String provider) {
        String name = provider.toLowerCase(Locale.ROOT);
        if (name.contains("perplexity")) {
            return PERPLEXITY;
        }
        if (name.equals("xai") || name.equals("x-ai") || name.startsWith("xai-") || name.startsWith("grok")) {
            return XAI;
        }
        return name.contains("google") || name.contains("gemini") || name.contains("vertex") ? GOOGLE : OTHER;
    }
}
