/**
 * Proving what is in the books: the command {@code verify}, and what it needs of database and raw log.
 *
 * <p>Decides where book versions and raw lines are found. Leaves what is compared, and how, to {@code reports.verify}.
 */
@NullMarked
package io.reckoner.jobs.verify;

import org.jspecify.annotations.NullMarked;
