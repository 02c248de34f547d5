/**
 * What an account has, and how it came to that: the breakdown of its balance, its lots, its history.
 *
 * <p>Given: lots and movements of committed runs, read from PostgreSQL views. Which line a movement stands on and with
 * which sign is the kernel's to say. Leaves looks to {@code table}.
 */
@NullMarked
package io.reckoner.reports.balance;

import org.jspecify.annotations.NullMarked;
