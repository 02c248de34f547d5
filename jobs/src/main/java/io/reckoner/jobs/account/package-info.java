/**
 * Accounts and their keys, as operators keep them.
 *
 * <p>Decides which ids and states there are and what of a key is kept. Is given a transaction and an act. Leaves credit to
 * {@code jobs.credit}, letting requests in to the proxies, and counting their usage to runs: usage of a suspended
 * account or a deleted key is still counted.
 */
@NullMarked
package io.reckoner.jobs.account;

import org.jspecify.annotations.NullMarked;
