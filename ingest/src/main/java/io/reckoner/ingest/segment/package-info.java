/**
 * Segments of the raw usage log: their names, seals and numbering, how they are written, recovered and taken in.
 *
 * <p>Decides whether a file is a whole segment, whether its number is new, and what of a torn one can be kept. Is given
 * files and what is already known. Leaves to others what the lines mean ({@code ingest.line}) and what is remembered
 * between runs.
 */
@NullMarked
package io.reckoner.ingest.segment;

import org.jspecify.annotations.NullMarked;
