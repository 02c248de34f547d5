/**
 * What every command shares: the session, output in three formats, exit codes, progress, options that come back.
 *
 * <p>Decides how a command is started, how it speaks and how it ends. Is given the command line. Leaves what a command
 * does to the package of its capability, and the tree of commands to {@code jobs.cli}.
 */
@NullMarked
package io.reckoner.jobs.command;

import org.jspecify.annotations.NullMarked;
