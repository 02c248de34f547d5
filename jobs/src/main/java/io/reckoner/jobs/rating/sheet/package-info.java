/**
 * Reads price sheets that others keep: LiteLLM's {@code model_prices_and_context_window.json} and the data of genai-prices.
 *
 * <p>Decides: which of a sheet's fields is which price of ours, how its providers and models are called here, which of its
 * models cannot be taken. Given: the bytes of a file and the instant its undated prices are to hold from. Leaves to others:
 * what a sheet changes in the book and what of it waits ({@code kernel.rating.SheetUpdate}), and storing it.
 */
@NullMarked
package io.reckoner.jobs.rating.sheet;

import org.jspecify.annotations.NullMarked;
