/**
 * The log half of the thin proxy: usage events of format 1 into sealed segments, durably, in the order of their times.
 *
 * <p>Decides when a line is durable, when a segment is sealed and what it promises, and what happens when the disk fails.
 * Is given lines without their times. Leaves to others what a line says, and carrying sealed segments to the intake
 * folder.
 */
@NullMarked
package io.reckoner.proxy.log;

import org.jspecify.annotations.NullMarked;
