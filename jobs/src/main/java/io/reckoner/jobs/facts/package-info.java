/**
 * The facts: one Parquet row for every settled usage event.
 *
 * <p>Decides how facts look on disk (columns, types, order, file names), which files exist (the manifest) and how small
 * files become large ones (compaction). Is given priced and drawn blocks in (account, settled at, id) order, and the
 * run's pinned names. Leaves to others what a figure means: rating and settlement have already decided it; and when a
 * file becomes visible: that is the run's commit.
 */
@NullMarked
package io.reckoner.jobs.facts;

import org.jspecify.annotations.NullMarked;
