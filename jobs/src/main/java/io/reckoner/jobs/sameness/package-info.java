/** Keeps the list of files of the sameness index; their content is {@code ingest.sameness}'s. */
@NullMarked
package io.reckoner.jobs.sameness;

import org.jspecify.annotations.NullMarked;
