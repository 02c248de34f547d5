/**
 * The command line: the tree of commands in one place, its options for all, and how faults are told.
 *
 * <p>Decides which commands there are and what exit code a fault has. Leaves each command to its capability's package.
 */
@NullMarked
package io.reckoner.jobs.cli;

import org.jspecify.annotations.NullMarked;
