/**
 * Single usage events that an operator must be able to name: lost, over-run, fallen short, late, estimated.
 *
 * <p>Decides which events bear a mark, and their order. Is given a session over facts and the standing of the runs. Leaves
 * looks to {@code table}. Nothing is rounded here.
 */
@NullMarked
package io.reckoner.reports.event;

import org.jspecify.annotations.NullMarked;
