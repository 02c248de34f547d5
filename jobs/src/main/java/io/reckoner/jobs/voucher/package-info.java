/**
 * Credit handed out in bulk: gifts from a file, and vouchers that whoever brings the code redeems.
 *
 * <p>Decides what a file may say and that each row and each code counts once. Is given a transaction and an act. Leaves the
 * credit itself to {@code jobs.credit}.
 */
@NullMarked
package io.reckoner.jobs.voucher;

import org.jspecify.annotations.NullMarked;
