package io.reckoner.jobs.simulate;

import io.reckoner.kernel.usage.UsageFormat;
import java.util.List;

/** The models that invented traffic calls, and how: shares, typical sizes, and the dialect their usage comes in. */
final class ModelMix {
    /**
     * One model.
     *
     * @param share relative share of requests
     * @param input median input tokens
     * @param output median output tokens
     * @param cached share of requests that read a prompt cache
     * @param reasoning share of output that is reasoning
     */
    record Model(
            String provider,
            String model,
            String endpoint,
            UsageFormat format,
            int share,
            int input,
            int output,
            double cached,
            double reasoning) {}

    private static final String CHAT = "/v1/chat/completions";
    private static final String RESPONSES = "/v1/responses";
    private static final String MESSAGES = "/v1/messages";
    private static final String GENERATE = "/v1beta/models:generateContent";

    static final List<Model> MODELS = List.of(
            new Model("openai", "openai/gpt-4o", CHAT, UsageFormat.OPENAI_CHAT, 16, 900, 220, 0.35, 0),
            new Model("openai", "openai/gpt-4o-mini", CHAT, UsageFormat.OPENAI_CHAT, 24, 700, 180, 0.30, 0),
            new Model("openai", "openai/gpt-4.1", RESPONSES, UsageFormat.OPENAI_RESPONSES, 8, 2400, 320, 0.40, 0),
            new Model("openai", "openai/o3", RESPONSES, UsageFormat.OPENAI_RESPONSES, 4, 1500, 900, 0.20, 0.7),
            new Model(
                    "anthropic",
                    "anthropic/claude-sonnet-4",
                    MESSAGES,
                    UsageFormat.ANTHROPIC_MESSAGES,
                    16,
                    1800,
                    350,
                    0.60,
                    0),
            new Model(
                    "anthropic",
                    "anthropic/claude-haiku-4.5",
                    MESSAGES,
                    UsageFormat.ANTHROPIC_MESSAGES,
                    10,
                    800,
                    160,
                    0.40,
                    0),
            new Model(
                    "google", "google/gemini-2.5-pro", GENERATE, UsageFormat.GOOGLE_GENERATE, 6, 5200, 500, 0.25, 0.5),
            new Model(
                    "google",
                    "google/gemini-2.5-flash",
                    GENERATE,
                    UsageFormat.GOOGLE_GENERATE,
                    10,
                    1100,
                    200,
                    0.2,
                    0.3),
            new Model("mistral", "mistral/mistral-large", CHAT, UsageFormat.OPENAI_CHAT, 3, 1000, 260, 0, 0),
            new Model("deepseek", "deepseek/deepseek-chat", CHAT, UsageFormat.OPENAI_CHAT, 3, 1300, 300, 0.45, 0));

    private static final int TOTAL = MODELS.stream().mapToInt(Model::share).sum();

    private ModelMix() {}

    /** The model at a point of the cumulative shares, {@code 0 <= point < 1}. */
    static Model at(double point) {
        double left = point * TOTAL;
        for (Model model : MODELS) {
            left -= model.share();
            if (left < 0) {
                return model;
            }
        }
        return MODELS.getLast();
    }
}
