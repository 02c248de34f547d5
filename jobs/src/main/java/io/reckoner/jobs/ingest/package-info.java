/**
 * The command {@code ingest}: handing over usage that does not arrive by itself.
 *
 * <p>Decides whether a file may be handed over, and keeps it safely. Is given files, and for a foreign one what the
 * operator states about it. Leaves taking in to {@code intake}, and reading rows to the decoders.
 */
@NullMarked
package io.reckoner.jobs.ingest;

import org.jspecify.annotations.NullMarked;
