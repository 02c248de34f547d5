/** Stores journal entries and reads them back to seal a run. What is posted, the kernel's {@code journal} decides. */
@NullMarked
package io.reckoner.jobs.journal;

import org.jspecify.annotations.NullMarked;
