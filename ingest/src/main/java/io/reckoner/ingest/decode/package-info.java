/**
 * Blocks of accepted segments in, judged events and set-aside lines out.
 *
 * <p>Decides the class of every line (event, start, seal, blank, suspended, carried out) and proves that none is left
 * over. Is given accepted segments, the ranges carried by earlier runs, and the pinned directory. Leaves to others
 * sameness ({@code ingest.sameness}), prices (a {@link io.reckoner.ingest.decode.PriceJudge}) and what is stored.
 */
@NullMarked
package io.reckoner.ingest.decode;

import org.jspecify.annotations.NullMarked;
