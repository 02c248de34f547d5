/**
 * Acts by hand: who did it and why, kept in order; and how an act is refused.
 *
 * <p>Decides what an act must say about itself and when it lands. Is given a transaction. Leaves what the act changes to
 * the class that owns it.
 */
@NullMarked
package io.reckoner.jobs.act;

import org.jspecify.annotations.NullMarked;
