package io.reckoner.kernel.journal;

import io.reckoner.kernel.money.Money;
import java.time.Instant;

/**
 * Money of a plan's payment that had gone back and came again. Each part goes where it was taken from: what had been in the Wallet is
 * granted there, and has this id as the origin of its lots; what had been earned is earned again.
 *
 * @param id of what came again
 * @param earned without tax; {@code receipt} says what came, tax and the Wallet's part included
 */
public record PaidAgain(String id, Instant at, Money earned, Receipt receipt) {}
