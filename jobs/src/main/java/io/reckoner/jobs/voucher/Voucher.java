package io.reckoner.jobs.voucher;

import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Credit for whoever brings its code.
 *
 * @param id batch and number, {@code spring/12}
 * @param redeemUntil empty for ever; at it the code is no longer taken
 * @param lasts how long the credit lasts from redeeming; empty for ever
 * @param perAccount how many codes of the batch one account may redeem
 */
record Voucher(
        String id,
        String batch,
        LotKind kind,
        Money amount,
        Optional<Instant> redeemUntil,
        Optional<Duration> lasts,
        int perAccount) {}
