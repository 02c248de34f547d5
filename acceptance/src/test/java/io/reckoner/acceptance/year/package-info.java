/**
 * A year in the life of a thousand accounts, lived day by day through the product's own doors, and what must hold at its end.
 *
 * <p>Everything follows from a seed: who joins when, what each asks for and buys, how cards and couriers behave. Gateways are
 * doubles over real HTTP that keep ledgers of their own; the database is a real PostgreSQL whose clock tests set.
 */
@NullMarked
package io.reckoner.acceptance.year;

import org.jspecify.annotations.NullMarked;
