/** Accounts, keys and buckets, as a run knows them. */
@NullMarked
package io.reckoner.kernel.account;

import org.jspecify.annotations.NullMarked;
