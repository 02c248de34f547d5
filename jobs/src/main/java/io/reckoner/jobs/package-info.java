/**
 * The Spring application that jobs run in.
 *
 * <p>Decides what the context holds and nothing more. Is given an open database. Leaves jobs and schedules to their
 * packages. Commands that need no job never start it.
 */
@NullMarked
package io.reckoner.jobs;

import org.jspecify.annotations.NullMarked;
