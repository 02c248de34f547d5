/**
 * The rows of a run between decoding and settlement: written in any order, read back account by account.
 *
 * <p>Decides how a decoded event is stored, sorted and merged, and by what hash an event is recognised. Is given events
 * already judged, with the ordinals of the run's directory, symbols and sources. Leaves to others what the events mean,
 * and which of several with one id is the first ({@code ingest.sameness}).
 */
@NullMarked
package io.reckoner.ingest.rows;

import org.jspecify.annotations.NullMarked;
