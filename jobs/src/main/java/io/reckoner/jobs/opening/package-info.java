/**
 * Accounts taken over from another system: customers and keys, and as of a cut-over their credit, running subscriptions and debts.
 *
 * <p>Decides what the files may say, that all of it comes in or nothing, and that it comes in once. Is given a folder and an act.
 * Leaves to the kernel ({@code kernel.opening}) what an account's state, movements and entry are, and to {@code jobs.settlement} the
 * run that holds them.
 */
@NullMarked
package io.reckoner.jobs.opening;

import org.jspecify.annotations.NullMarked;
