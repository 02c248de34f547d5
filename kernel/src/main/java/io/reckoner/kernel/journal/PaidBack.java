package io.reckoner.kernel.journal;

import io.reckoner.kernel.money.Money;
import java.time.Instant;

/**
 * Money of a plan's payment that went back without ending its cycle: the cycle had run out, or had ended before by what went back
 * first or by a switch. Nothing of its price is left to be earned, so the money comes out of subscription income.
 *
 * @param id of what went back
 * @param refunded without tax; {@code receipt} says what left, tax included
 */
public record PaidBack(String id, Instant at, Money refunded, Receipt receipt) {}
