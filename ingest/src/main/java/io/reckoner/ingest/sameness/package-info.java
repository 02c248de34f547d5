/**
 * Which of several events with one (account, id) is the first, and the memory of those accepted in earlier runs.
 *
 * <p>Decides the fate of every row: accepted, duplicate, conflict, without a price, or just a start. Is given the claims
 * of a bucket's rows and the index files of earlier runs, by name. Leaves to others which files count (the manifest),
 * how long a run is remembered (the look-back), and what is done with the rows.
 */
@NullMarked
package io.reckoner.ingest.sameness;

import org.jspecify.annotations.NullMarked;
