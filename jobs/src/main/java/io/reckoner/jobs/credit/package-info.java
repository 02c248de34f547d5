/**
 * Credit given and taken by hand.
 *
 * <p>Decides which lots an act opens and how a repeated act is recognised. Is given a transaction and an act. Leaves when
 * credit lands to the kernel ({@code Landing}), drawing it to settlement, and cycles to {@code jobs.plan}.
 */
@NullMarked
package io.reckoner.jobs.credit;

import org.jspecify.annotations.NullMarked;
