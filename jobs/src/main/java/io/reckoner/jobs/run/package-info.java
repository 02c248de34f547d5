/**
 * The life of a settlement run: opened with everything it is given pinned, one at a time under a lease, ended committed
 * or failed. It leaves what a run does to {@code intake}, {@code settlement} and {@code nightly}.
 */
@NullMarked
package io.reckoner.jobs.run;

import org.jspecify.annotations.NullMarked;
