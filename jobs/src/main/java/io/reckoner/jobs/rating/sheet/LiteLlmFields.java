package io.reckoner.jobs.rating.sheet;

import io.reckoner.kernel.rating.CostPlace;
import io.reckoner.kernel.rating.CostPlace.Section;
import io.reckoner.kernel.rating.SheetUpdate;
import io.reckoner.kernel.usage.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every price field of a LiteLLM sheet: which price of ours it is, or why it is none. The only place that says so;
 * docs/price-book.md shows it.
 *
 * <p>A line is {@code field | component}, then {@code > n} for a context tier, {@code @ name} for a service tier,
 * {@code for} the types of model it holds for (all where none is named); or {@code field | - reason}. Of two fields with the
 * same price the first one stands that is there and not zero.
 */
final class LiteLlmFields {
    private static final String TABLE =
            """
            input_cost_per_token                                               | input
            output_cost_per_token                                              | output
            output_cost_per_reasoning_token                                    | reasoning
            cache_read_input_token_cost                                        | cache_read
            input_cost_per_token_cache_hit                                     | cache_read
            cache_creation_input_token_cost                                    | cache_write_5m
            cache_creation_input_token_cost_above_1hr                          | cache_write_1h
            input_cost_per_audio_token                                         | input_audio
            output_cost_per_audio_token                                        | output_audio
            input_cost_per_image_token                                         | input_image
            output_cost_per_image_token                                        | output_image
            cache_read_input_audio_token_cost                                  | cache_read_audio
            cache_read_input_token_cost_per_audio_token                        | cache_read_audio
            input_cost_per_token_above_128k_tokens                             | input > 128000
            output_cost_per_token_above_128k_tokens                            | output > 128000
            input_cost_per_token_above_200k_tokens                             | input > 200000
            output_cost_per_token_above_200k_tokens                            | output > 200000
            input_cost_per_token_above_256k_tokens                             | input > 256000
            output_cost_per_token_above_256k_tokens                            | output > 256000
            input_cost_per_token_above_272k_tokens                             | input > 272000
            output_cost_per_token_above_272k_tokens                            | output > 272000
            input_cost_per_token_above_512k_tokens                             | input > 512000
            output_cost_per_token_above_512k_tokens                            | output > 512000
            cache_read_input_token_cost_above_200k_tokens                      | cache_read > 200000
            cache_read_input_token_cost_above_272k_tokens                      | cache_read > 272000
            cache_read_input_token_cost_above_512k_tokens                      | cache_read > 512000
            cache_creation_input_token_cost_above_200k_tokens                  | cache_write_5m > 200000
            cache_creation_input_token_cost_above_272k_tokens                  | cache_write_5m > 272000
            cache_creation_input_token_cost_above_1hr_above_200k_tokens        | cache_write_1h > 200000
            input_cost_per_token_batches                                       | input @ batch
            output_cost_per_token_batches                                      | output @ batch
            cache_read_input_token_cost_batches                                | cache_read @ batch
            input_cost_per_token_flex                                          | input @ flex
            output_cost_per_token_flex                                         | output @ flex
            cache_read_input_token_cost_flex                                   | cache_read @ flex
            input_cost_per_token_priority                                      | input @ priority
            output_cost_per_token_priority                                     | output @ priority
            cache_read_input_token_cost_priority                               | cache_read @ priority
            input_cost_per_token_batch_requests                                | input @ batch
            cache_creation_input_token_cost_flex                               | cache_write_5m @ flex
            cache_creation_input_token_cost_priority                           | cache_write_5m @ priority
            input_cost_per_audio_token_priority                                | input_audio @ priority
            output_cost_per_image_token_batches                                | output_image @ batch
            input_cost_per_token_above_200k_tokens_priority                    | input > 200000 @ priority
            output_cost_per_token_above_200k_tokens_priority                   | output > 200000 @ priority
            cache_read_input_token_cost_above_200k_tokens_priority             | cache_read > 200000 @ priority
            input_cost_per_token_above_272k_tokens_priority                    | input > 272000 @ priority
            output_cost_per_token_above_272k_tokens_priority                   | output > 272000 @ priority
            cache_read_input_token_cost_above_272k_tokens_priority             | cache_read > 272000 @ priority
            output_cost_per_second                                             | seconds for audio video
            input_cost_per_second                                              | seconds for audio
            output_cost_per_video_per_second                                   | seconds for video
            output_cost_per_image                                              | images for image
            input_cost_per_image                                               | images for image
            input_cost_per_character                                           | characters for audio
            input_cost_per_query                                               | search_units for rerank; request for search vector_store
            input_cost_per_request                                             | request
            search_context_cost_per_query                                      | web_search
            tiered_pricing                                                     | - its ranges of tokens become context tiers of the fields in them; ranges of results are not metered
            annotation_cost_per_page                                           | - no component counts pages
            ocr_cost_per_page                                                  | - no component counts pages
            ocr_cost_per_credit                                                | - no component counts the credits of a provider
            citation_cost_per_token                                            | - citations are counted as input
            code_interpreter_cost_per_session                                  | - no component counts sessions; price tool_call in the book
            computer_use_input_cost_per_1k_tokens                              | - those tokens are counted as input
            computer_use_output_cost_per_1k_tokens                             | - those tokens are counted as output
            file_search_cost_per_1k_calls                                      | - price tool_call in the book
            file_search_cost_per_gb_per_day                                    | - no component counts storage
            vector_store_cost_per_gb_per_day                                   | - no component counts storage
            cache_creation_input_audio_token_cost                              | - audio written to a cache is counted as cache_write_5m
            cache_read_input_image_token_cost                                  | - images read from a cache are counted as cache_read
            input_cost_per_audio_per_second                                    | - audio going in is counted in tokens
            input_cost_per_audio_per_second_above_128k_tokens                  | - audio going in is counted in tokens
            input_cost_per_character_above_128k_tokens                         | - text going in is counted in tokens
            output_cost_per_character                                          | - text coming out is counted in tokens
            output_cost_per_character_above_128k_tokens                        | - text coming out is counted in tokens
            input_cost_per_image_above_128k_tokens                             | - images going in are counted in tokens
            input_cost_per_pixel                                               | - no component counts pixels
            output_cost_per_pixel                                              | - no component counts pixels
            input_cost_per_video_per_second                                    | - no component counts video going in
            input_cost_per_video_per_second_above_128k_tokens                  | - no component counts video going in
            input_cost_per_video_per_second_above_8s_interval                  | - no component counts video going in
            input_cost_per_video_per_second_above_15s_interval                 | - no component counts video going in
            output_cost_per_second_1080p                                       | - the resolution is not metered
            output_cost_per_video_token                                        | - no component counts video tokens
            output_cost_per_image_above_512_and_512_pixels                     | - the size is not metered
            output_cost_per_image_above_512_and_512_pixels_and_premium_image   | - the size is not metered
            output_cost_per_image_above_1024_and_1024_pixels                   | - the size is not metered
            output_cost_per_image_above_1024_and_1024_pixels_and_premium_image | - the size is not metered
            output_cost_per_image_premium_image                                | - the quality is not metered
            input_dbu_cost_per_token                                           | - a price in units of Databricks, not in dollars
            output_dbu_cost_per_token                                          | - a price in units of Databricks, not in dollars
            output_db_cost_per_token                                           | - a price in units of Databricks, not in dollars
            regional_processing_uplift_multiplier_eu                           | - the region is not metered; make it a model of its own
            regional_processing_uplift_multiplier_us                           | - the region is not metered; make it a model of its own
            provider_specific_entry                                            | - multipliers by region and speed, which are not metered
            web_search_billing_unit                                            | - says what a search is; searches are counted as the provider reports them
            """;

    /** What a field is. */
    sealed interface Use {}

    /**
     * A price.
     *
     * @param types of models it holds for; empty for all
     */
    record Price(CostPlace place, Set<String> types) implements Use {
        boolean isFor(String type) {
            return types.isEmpty() || types.contains(type);
        }
    }

    /** No price of ours. */
    record Unused(String why) implements Use {}

    private static final Map<String, List<Use>> FIELDS = parsed();

    private LiteLlmFields() {}

    /** What each field is, in the order of the table. */
    static Map<String, List<Use>> all() {
        return FIELDS;
    }

    /** Every component and service tier some field prices. */
    static SheetUpdate.Scope scope() {
        Set<Component> components = EnumSet.noneOf(Component.class);
        Set<String> serviceTiers = new HashSet<>();
        for (List<Use> uses : FIELDS.values()) {
            for (Use use : uses) {
                switch (use) {
                    case Price price -> {
                        components.add(price.place().component());
                        if (price.place().section() == CostPlace.Section.SERVICE_TIER) {
                            serviceTiers.add(price.place().name());
                        }
                    }
                    case Unused none -> {}
                }
            }
        }
        return new SheetUpdate.Scope(components, serviceTiers);
    }

    /** Whether a field the table does not name looks like a price all the same. */
    static boolean looksLikePrice(String field) {
        return field.contains("cost")
                || field.contains("price")
                || field.contains("pricing")
                || field.contains("multiplier");
    }

    static boolean isUnknownPrice(String field) {
        return !FIELDS.containsKey(field) && looksLikePrice(field);
    }

    /** What a type of model is called here. */
    static String type(@Nullable String mode) {
        return switch (mode == null ? "" : mode) {
            case "", "chat", "completion", "responses", "realtime" -> "llm";
            case "image_generation", "image_edit" -> "image";
            case "audio_transcription", "audio_speech" -> "audio";
            case "video_generation" -> "video";
            case String other -> other;
        };
    }

    private static Map<String, List<Use>> parsed() {
        Map<String, List<Use>> fields = new LinkedHashMap<>();
        TABLE.lines().forEach(line -> {
            String[] sides = line.split("\\|", 2);
            String use = sides[1].strip();
            List<Use> uses = new ArrayList<>();
            if (use.startsWith("- ")) {
                uses.add(new Unused(use.substring(2)));
            } else {
                Arrays.stream(use.split("; ")).map(LiteLlmFields::price).forEach(uses::add);
            }
            if (fields.put(sides[0].strip(), List.copyOf(uses)) != null) {
                throw new IllegalStateException("twice in the table: " + sides[0]);
            }
        });
        return fields;
    }

    private static Price price(String text) {
        String[] typed = text.split(" for ", 2);
        String[] tiered = typed[0].split(" @ ", 2);
        String[] context = tiered[0].split(" > ", 2);
        Component component =
                Component.byCode(context[0]).orElseThrow(() -> new IllegalStateException("no component " + context[0]));
        CostPlace place = new CostPlace(
                tiered.length > 1 ? Section.SERVICE_TIER : Section.STANDARD,
                tiered.length > 1 ? tiered[1] : "",
                context.length > 1 ? Long.parseLong(context[1]) : 0,
                component);
        return new Price(place, typed.length > 1 ? Set.of(typed[1].split(" ")) : Set.of());
    }
}
